import { Command } from 'commander';
import { counted } from '../domain/counted.ts';
import { BrambleError, errorKinds, explain } from '../errors.ts';

/** `bramble hosts LIST…`: shows what host lists mean. Connects to nothing. */
export function hostsCommand(): Command {
  return new Command('hosts')
    .description('Show which hosts each list stands for. Connects to nothing.')
    .argument('<list...>', 'such as "red,red[01-03]"')
    .option('--json', 'print one JSON line for each list')
    .action(showLists);
}

type Meaning = { list: string; hosts: string[] } | { list: string; error: BrambleError };

interface HostsOptions {
  readonly json?: boolean;
  readonly calledAs?: string;
}

async function showLists(lists: string[], options: HostsOptions): Promise<void> {
  const { expandHostlist } = await import('../config/hostlist.ts');
  const meanings = lists.map((list) => meaningOf(list, expandHostlist));
  for (const meaning of meanings) (options.json ? printJson : print)(meaning);
  if (meanings.some((meaning) => 'error' in meaning)) process.exitCode = errorKinds.HOSTLIST_INVALID.exit;
  else (await import('./reporter.ts')).suggestNext(options, { lists });
}

function meaningOf(list: string, expand: (list: string) => string[]): Meaning {
  try {
    return { list, hosts: expand(list) };
  } catch (error) {
    if (error instanceof BrambleError) return { list, error };
    throw error;
  }
}

function printJson(meaning: Meaning): void {
  const line = 'error' in meaning ? { list: meaning.list, error: inOneLine(meaning.error) } : meaning;
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function inOneLine({ message, hint }: BrambleError): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}

function print(meaning: Meaning): void {
  if ('error' in meaning) process.stderr.write(`error: ${explain(meaning.error)}\n`);
  else process.stdout.write(describe(meaning.list, meaning.hosts));
}

function describe(list: string, hosts: readonly string[]): string {
  return [`${list}: ${counted(hosts.length, 'host')}`, ...hosts.map((host) => `  ${host}`), ''].join('\n');
}
