import { Command } from 'commander';
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

async function showLists(lists: string[], { json = false }: { json?: boolean }): Promise<void> {
  const { expandHostlist } = await import('../config/hostlist.ts');
  const meanings = lists.map((list) => meaningOf(list, expandHostlist));
  for (const meaning of meanings) (json ? printJson : print)(meaning);
  if (meanings.some((meaning) => 'error' in meaning)) process.exitCode = errorKinds.HOSTLIST_INVALID.exit;
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
  const count = hosts.length === 1 ? '1 host' : `${hosts.length} hosts`;
  return [`${list}: ${count}`, ...hosts.map((host) => `  ${host}`), ''].join('\n');
}
