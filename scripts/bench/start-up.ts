import type { Bench } from './bench.ts';
import { buildProgram, program } from './built-program.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { runTimed } from './run-timed.ts';

const defaultRuns = 31;
const aim = 2.5;

const commands = {
  'node -e 0': [process.execPath, '-e', '0'],
  'bramble --version': [process.execPath, program, '--version'],
  'bramble deploy --help': [process.execPath, program, 'deploy', '--help'],
} as const;
const floor = 'node -e 0';

/** Part d: what the program costs before it does anything. */
export async function measureStartUp({ runs = defaultRuns, signal, say }: Bench): Promise<Figure[]> {
  await buildProgram(say, signal);
  const works = Object.entries(commands).map(([name, argv]) => [name, () => runTimed(argv, { signal })] as const);
  const samples = await interleave({ runs, warmUps: 2, signal }, Object.fromEntries(works));
  const wall = (name: string) => (samples[name] ?? []).map(({ wallS }) => wallS * 1000);
  const names = Object.keys(commands);
  return [
    ...names.map((name) => figure({ name: `${name}: wall`, unit: 'ms' }, wall(name))),
    ...names
      .filter((name) => name !== floor)
      .map((name) => ratio({ name: `${name} over ${floor}`, aim }, wall(name), wall(floor))),
  ];
}
