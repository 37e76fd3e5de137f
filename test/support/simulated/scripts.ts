import type { Output } from '../../../src/host/host.ts';
import { markFile, rollbackImage } from './paths.ts';
import type { SimulatedPi } from './simulated-pi.ts';

interface Given {
  readonly pi: SimulatedPi;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly say: (words: string) => void;
}

interface Script {
  /** By what it is known. */
  readonly has: string;
  readonly does: (given: Given) => Partial<Output> | undefined;
}

/** When every upgrade of HDFS began, in seconds since 1970. */
const began = 1_790_000_000;

const nothing = () => undefined;
const sum = `${'a'.repeat(64)}  -\n`;

/** Programs of shell that bramble sends, each by words that it alone has. */
export const scripts: readonly Script[] = [
  {
    has: 'echo held\nwhile',
    does: ({ pi, say }) => {
      pi.takeOver = (words) => say(`${words}\n`);
      say('held\n');
      return undefined;
    },
  },
  { has: 'echo held by us', does: () => ({ stdout: 'held by us\n' }) },
  { has: 'snap changes --abs-time', does: ({ pi }) => ({ stdout: pi.cluster.snapdWork.get(pi.name) ?? '' }) },
  { has: 'sha256sum -c', does: nothing },
  { has: 'python=none', does: () => ({ stdout: '0 none\n' }) },
  { has: 'cat >> "$1"\nsync', does: nothing },
  { has: 'mv -f "$t" "$1" 2>/dev/null', does: ({ pi, args: [path = ''], stdin }) => write(pi, path, stdin) },
  { has: `printf '%s' "$2" > "$t"`, does: ({ pi, args: [path = '', text = ''] }) => write(pi, path, text) },
  { has: '[ ! -e "$1" ] || cat "$1"', does: ({ pi, args: [path = ''] }) => ({ stdout: pi.read(path) }) },
  { has: 'cat "$1" 2>/dev/null || :', does: ({ pi, args: [path = ''] }) => ({ stdout: pi.read(path) }) },
  { has: '--- $one', does: ({ pi, args: [folder = ''] }) => ({ stdout: manifestsIn(pi, folder) }) },
  { has: 'chown "$2" "$t"', does: ({ pi, args: [path = ''], stdin }) => write(pi, path, stdin) },
  { has: 'rm -f "$@"; rmdir', does: nothing },
  { has: 'rm -f "$1"', does: ({ pi, args: [path = ''] }) => remove(pi, path) },
  { has: 'kill -s PWR', does: nothing },
  { has: ' -put - ', does: () => ({ stdout: sum }) },
  { has: ' dfs -cat ', does: () => ({ stdout: sum }) },
  { has: ' dfs -rm ', does: nothing },
  {
    has: '-rollingUpgrade query',
    does: ({ pi }) => (pi.works('namenode') ? { stdout: stateOf(pi) } : { exitCode: 255 }),
  },
  { has: '-rollingUpgrade prepare', does: ({ pi }) => write(pi, rollbackImage, 'before') },
  {
    has: '-rollingUpgrade finalize',
    does: ({ pi }) => {
      pi.files.delete(rollbackImage);
      return remove(pi, markFile);
    },
  },
  {
    has: 'stat -c %Y',
    does: ({ pi, args: [mark = ''] }) => ({
      stdout: `${pi.read(mark)}${pi.files.has(rollbackImage) ? `${began}\n` : ''}`,
    }),
  },
  { has: '-saveNamespace', does: ({ pi, args: [, , label = ''] }) => write(pi, `saved/${label}`, 'image') },
  { has: 'echo "$2" > "$1"', does: ({ pi, args: [path = '', text = ''] }) => write(pi, path, `${text}\n`) },
];

function manifestsIn({ installed }: SimulatedPi, folder: string): string {
  const found = [...installed].find(([component]) => folder.endsWith(`/${component}`))?.[1].revisions ?? [];
  return found.map(({ revision, ...manifest }) => `--- ${revision}\n${JSON.stringify(manifest)}\n`).join('');
}

function stateOf({ files }: SimulatedPi): string {
  return files.has(rollbackImage) ? 'Proceed with rolling upgrade:\n' : 'There is no rolling upgrade in progress\n';
}

function write({ files }: SimulatedPi, path: string, text: string): undefined {
  files.set(path, text);
}

function remove({ files }: SimulatedPi, path: string): undefined {
  files.delete(path);
}
