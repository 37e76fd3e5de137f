import { PassThrough } from 'node:stream';
import { type Place, placeOf } from '../deploy/members/members.ts';
import { BrambleError } from '../errors.ts';
import { makeTemporaryFolder } from '../host/temporary-folder.ts';
import { type Bench, hdfsFolder } from './bench.ts';
import type { Places } from './executors.ts';
import { answerIn, readProgram } from './program.ts';

/** What the program is told to do, and the figures it needs for that. */
type Order = Readonly<Record<'do', string>> & Readonly<Record<string, string | number>>;

/** What it answers, beside what it takes to check that (judge-spark.ts). */
export interface Answer {
  readonly seconds?: number;
  readonly failed?: string;
  /** Missing where it failed. */
  readonly executors?: Places;
}

/** An application on Spark that waits for orders. */
export interface SparkProgram {
  /** Rejects where the program ends, or takes longer than a job, or this, may take; then it is ended. */
  readonly ask: (order: Order, limitMs?: number) => Promise<Answer>;
  /** Ends it, in whatever it is doing. */
  readonly end: () => Promise<void>;
}

const longestMs = 24 * 60 * 60 * 1000;

/** Starts the program beside the master, with these options of spark-submit. */
export async function startSparkProgram(
  bench: Bench,
  submitOptions: readonly string[],
  withHdfs: boolean,
): Promise<SparkProgram> {
  const running = await run(bench, submitOptions, withHdfs);
  const ask = (order: Order, limitMs = bench.jobTimeoutMs) => askWithin(running, order, limitMs);
  const end = async () => {
    running.ending.abort();
    await running.ended.catch(() => {});
  };
  return { ask, end };
}

interface Running {
  readonly host: string;
  readonly orders: PassThrough;
  readonly answers: ReturnType<typeof collectAnswers>;
  readonly ending: AbortController;
  /** Rejects when it ends, however that comes about. */
  readonly ended: Promise<never>;
}

async function run(bench: Bench, submitOptions: readonly string[], withHdfs: boolean): Promise<Running> {
  const place = placeOf('master', bench.members);
  if (place === undefined) throw new BrambleError('ACTION_FAILED', 'the master’s node is away');
  const { host } = place;
  const [orders, answers, ending] = [new PassThrough(), collectAnswers(), new AbortController()];
  const words = [...(await wordsFor(place, withHdfs ? `${hdfsFolder(bench)}/spark` : '')), ...submitOptions];
  const ended = host
    .run(['sh', '-c', script, 'sh', ...words], {
      sudo: true,
      stdin: orders,
      timeoutMs: longestMs,
      signal: AbortSignal.any([bench.signal, ending.signal]),
      onOutput: answers.take,
    })
    .then(({ exitCode, stderr }): never => {
      throw endedEarly(host.name, exitCode, stderr);
    });
  ended.catch(() => {}); // whoever waits for an answer sees it
  return { host: host.name, orders, answers, ending, ended };
}

async function wordsFor({ packaging }: Place, folder: string): Promise<string[]> {
  const program = await readProgram('spark.py');
  return [`${packaging.common('spark')}/jobs`, program, folder, packaging.command('spark', 'submit')];
}

/** One that does not answer in time is of no use any more: its late answer would be taken for the next one's. */
async function askWithin({ host, orders, answers, ending, ended }: Running, order: Order, limitMs: number) {
  const timer = setTimeout(() => ending.abort(overdue(host, order, limitMs)), limitMs);
  try {
    orders.write(`${JSON.stringify(order)}\n`);
    return await Promise.race([answers.next(), ended]);
  } finally {
    clearTimeout(timer);
  }
}

/** Cuts what is printed into lines and keeps the answers among them, until they are asked for. */
function collectAnswers() {
  let said = '';
  const waiting: ((answer: Answer) => void)[] = [];
  return {
    next: () => new Promise<Answer>((resolve) => waiting.push(resolve)),
    take: (piece: string, stream: 'stdout' | 'stderr') => {
      if (stream === 'stderr') return;
      const lines = `${said}${piece}`.split('\n');
      said = lines.pop() ?? '';
      for (const line of lines) {
        const answer = answerIn(line);
        if (answer !== undefined) waiting.shift()?.(JSON.parse(answer) as Answer); // printed by our own program
      }
    },
  };
}

function overdue(host: string, order: Order, limitMs: number): BrambleError {
  return new BrambleError('HOST_TIMEOUT', `${order.do} did not end within ${limitMs / 1000} s`, { host });
}

function endedEarly(host: string, exitCode: number, stderr: string): BrambleError {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  const evidence = lines.slice(-6).join('\n');
  return new BrambleError('ACTION_FAILED', `the Spark application ended with ${exitCode}`, { host, evidence });
}

// A program in the background would lose its standard input.
const script = `set -u
jobs=$1 program=$2 folder=$3 submit=$4; shift 4
${makeTemporaryFolder('d', 'jobs', 'bench')}
printf %s "$program" > "$d/bench.py"; mkfifo "$d/orders"; chmod 755 "$d"; chmod 644 "$d"/*
exec 3<&0
cat <&3 > "$d/orders" &
"$submit" "$@" "$d/bench.py" "$d/orders" "$folder" < /dev/null
status=$?
kill "$!" 2>/dev/null
exit "$status"`;
