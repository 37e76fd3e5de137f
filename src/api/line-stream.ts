import type { JournalLine } from '../operations/logs.ts';
import { Bell } from './bell.ts';
import { heartbeat, heartbeatMs, writeEvent } from './event-stream.ts';
import { toProblem } from './problems.ts';

type Read = (onLine: (line: JournalLine) => void) => Promise<void>;

/** Lines as server-sent events, as they come, until the signal or until no more come. */
export async function* streamLines(read: Read, signal: AbortSignal): AsyncGenerator<string> {
  const queue = new LineQueue();
  signal.addEventListener('abort', queue.bell.ring);
  void read((line) => queue.add(line)).then(
    () => queue.end(null),
    (error: unknown) => queue.end(toProblem(error)),
  );
  yield writeEvent('begin', {});
  while (!signal.aborted) {
    yield* queue.take();
    if (queue.isOver) return yield writeEvent('problem', queue.problem);
    if (!(await queue.bell.rung(heartbeatMs))) yield heartbeat;
  }
}

/** A client that reads slowly misses the oldest lines. */
const mostWaiting = 2_000;

/** Lines that wait until they are taken. */
class LineQueue {
  readonly bell = new Bell();
  readonly #waiting: JournalLine[] = [];
  #left = 0;
  #problem: unknown;
  #hasEnded = false;

  get isOver(): boolean {
    return this.#hasEnded && this.#waiting.length === 0;
  }

  get problem(): unknown {
    return this.#problem;
  }

  add(line: JournalLine): void {
    this.#waiting.push(line);
    if (this.#waiting.length > mostWaiting) this.#left += this.#waiting.splice(0, 1).length;
    this.bell.ring();
  }

  end(problem: unknown): void {
    this.#problem = problem;
    this.#hasEnded = true;
    this.bell.ring();
  }

  take(): string[] {
    const left = this.#left === 0 ? [] : [writeEvent('line', { left: this.#left })];
    this.#left = 0;
    return [...left, ...this.#waiting.splice(0).map((line) => writeEvent('line', line))];
  }
}
