import { type Command, InvalidArgumentError } from 'commander';

/** Options of every command that reaches hosts, as commander hands them over. */
export interface ClusterOptions {
  readonly hosts?: string;
  readonly file?: string;
  readonly cluster?: string;
  readonly from?: string;
  readonly user?: string;
  readonly identity?: readonly string[];
  readonly askSudoPassword?: boolean;
  readonly timeout?: number;
  /** Address of a server that does it. */
  readonly remote?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Heading of the options that a command has for itself; they are shown before those that all commands have. */
export const ownOptions = 'Options:';

/** Adds the options by which a cluster is named and reached. Without any, the remembered cluster is meant. */
export function withClusterOptions(command: Command): Command {
  command
    .optionsGroup('Cluster:')
    .option('--hosts <list>', 'hosts, such as "red,red[01-02]"')
    .option('-f, --file <file>', 'cluster file, such as bramble.yaml')
    .option('--cluster <name>', 'one of the clusters remembered on this machine')
    .option('--from <host>', 'the cluster that this host belongs to, according to its own record')
    .option('--user <name>', 'user to log in as')
    .option('-i, --identity <file>', 'private key to log in with; may be repeated', collect)
    .option('--ask-sudo-password', 'ask once for the sudo password of the hosts')
    .option('--timeout <seconds>', 'time limit for connecting to a host', parsePositive);
  return withOutputOptions(command);
}

/** Adds the options by which a command's output is chosen. */
export function withOutputOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('--json', 'print JSON lines only, on standard output')
    .option('--quiet', 'print results and errors only')
    .option('--verbose', 'print every step')
    .optionsGroup(ownOptions);
}

/** For an option that may be repeated: adds each value to those before. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** For an option that wants a positive number. */
export function parsePositive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}
