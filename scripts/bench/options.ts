import { parseArgs } from 'node:util';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] as const;
export type Letter = (typeof letters)[number];

/** What to measure. */
export interface Options {
  readonly letters: readonly Letter[];
  /** In place of each part's own number of runs. */
  readonly runs: number | undefined;
  /** Sizes of the clusters of parts a and f. */
  readonly hosts: readonly number[];
  readonly json: boolean;
}

export const usage = `npm run bench -- [a b c d e f g h i j k l] [--runs N] [--hosts 3,12] [--json]
  a  a second deploy with nothing to do, over bare OpenSSH reading the same facts   *
  b  a cold deploy: time by stage, bytes sent, sending over ssh 'cat > FILE'        *
  c  planning for 1, 10, 100 and 1000 hosts
  d  start-up of the built program over node -e 0
  e  deploy hadoop to the first verified job, over its files by ssh and verify alone  *
  f  both components at rest: part a for both, and each idle daemon's memory         *
  g  HDFS: write and read throughput over that of the disk below it                  *
  h  one artifact to 1, 3, 6 and 9 hosts over slow links, over sending it to one      *
  i  upgrade of both on 3 hosts: how long each daemon was away, over a restart        *
  j  channels: resolution and planning for 1000 hosts, over planning what is built here
  k  the API: GET of the status of 100 simulated nodes over a bare route, memory after 1000 jobs
  l  the page: its bytes, and how soon it shows what a node says, over a bare ssh
  * boots virtual Pis and needs root. --hosts are the sizes of the clusters of a and f.
  All of them without a letter. --runs N takes N runs of each in place of its own number.`;

const defaultSizes = '3,12';

/** Reads the command line; a text is what is wrong with it. */
export function readOptions(words: readonly string[]): Options | string {
  try {
    return checkOptions(parse(words));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      hosts: { type: 'string', default: defaultSizes },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function checkOptions({ positionals, values }: ReturnType<typeof parse>): Options | string {
  const chosen = letters.filter((letter) => positionals.includes(letter));
  const unknown = positionals.filter((word) => !letters.some((letter) => letter === word));
  const hosts = values.hosts.split(',').map(Number);
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (values.help) return 'Measures bramble on this machine.';
  if (unknown.length > 0) return `there is no part ${unknown.join(', ')}`;
  if (!hosts.every((count) => isBetween(count, 1, 50))) return '--hosts: sizes of clusters, such as 3,12, up to 50';
  if (runs !== undefined && !isBetween(runs, 1, 1000)) return '--runs: a number from 1 to 1000';
  return { letters: chosen.length > 0 ? chosen : letters, runs, hosts, json: values.json };
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
