// Measures bramble on this machine: npm run bench -- [a b c d e f g h i j k l] [--runs N] [--hosts 3,12] [--json]
import { type Bench, readMachine } from './bench/bench.ts';
import { findObstacle } from './bench/obstacles.ts';
import { readOptions, usage } from './bench/options.ts';
import { parts } from './bench/parts.ts';
import { renderJson, renderMachine, renderPart } from './bench/render.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    process.stderr.write(`${signal}: ending what runs and taking the virtual Pis down\n`);
    interrupted.abort();
  });

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  if (typeof options === 'string') return refuse(`${options}\n${usage}`);
  const obstacle = await findObstacle(options);
  if (obstacle !== undefined) return refuse(obstacle);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  try {
    await measureAll({ ...options, signal: interrupted.signal, say });
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function measureAll(bench: Bench): Promise<void> {
  const machine = readMachine();
  if (!bench.json) console.log(renderMachine(machine));
  const measured = [];
  for (const part of parts.filter(({ letter }) => bench.letters.includes(letter))) {
    bench.say(`measuring (${part.letter}) ${part.title}`);
    const figures = await part.measure(bench);
    measured.push({ part: part.letter, title: part.title, figures });
    if (!bench.json) console.log(renderPart(part, figures));
  }
  if (bench.json) console.log(renderJson(machine, measured));
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 2;
}
