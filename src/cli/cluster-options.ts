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
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Adds the options by which a cluster is named and reached. Without any, the remembered cluster is meant. */
export function withClusterOptions(command: Command): Command {
  return withOutputOptions(command)
    .option('--hosts <list>', 'hosts, such as "red,red[01-02]"')
    .option('-f, --file <file>', 'cluster file, such as bramble.yaml')
    .option('--cluster <name>', 'one of the clusters remembered on this machine')
    .option('--from <host>', 'the cluster that this host belongs to, as noted on the host itself')
    .option('--user <name>', 'user to log in as')
    .option('-i, --identity <file>', 'private key to log in with; may be repeated', collect)
    .option('--ask-sudo-password', 'ask once for the password that sudo wants on the hosts')
    .option('--timeout <seconds>', 'limit for connecting to a host', parsePositive);
}

/** Adds the options by which a command's output is chosen. */
export function withOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON lines only, on standard output')
    .option('--quiet', 'print results and errors only')
    .option('--verbose', 'print every step');
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
