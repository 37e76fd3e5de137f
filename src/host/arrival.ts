import { setTimeout as sleep } from 'node:timers/promises';
import { BrambleError } from '../errors.ts';
import { inSeconds } from './limits.ts';
import type { Machine } from './program.ts';
import { runProgram } from './run-program.ts';

interface Arriving {
  readonly remotePath: string;
  readonly offset: number;
  readonly onProgress?: ((sentBytes: number) => void) | undefined;
}

/** Aborts `stalled` when nothing more arrives. */
export interface ArrivalWatch {
  readonly stalled: AbortSignal;
  stop(): void;
}

const lookMs = 1_000;
const stallMs = 60_000;

/** Asks the machine itself from time to time how much has come: that holds however the bytes travel. */
export function watchArrival(machine: Machine, arriving: Arriving): ArrivalWatch {
  const stalled = new AbortController();
  const stopped = new AbortController();
  look(machine, arriving, stopped.signal).then(
    (isStalled) => isStalled && stalled.abort(noMore(machine.name, arriving.remotePath)),
    () => {}, // stopped, or the connection is gone, which the sending itself reports
  );
  return { stalled: stalled.signal, stop: () => stopped.abort() };
}

/** Returns when too long nothing has come. */
async function look(machine: Machine, { remotePath, offset, onProgress }: Arriving, signal: AbortSignal) {
  let seen = { bytes: offset, at: performance.now() };
  while (performance.now() - seen.at < stallMs) {
    await sleep(lookMs, undefined, { signal });
    const { stdout } = await runProgram(machine, ['sh', '-c', 'wc -c <"$0"', `${remotePath}.part`], { signal });
    const bytes = Number(stdout);
    if (bytes <= seen.bytes) continue;
    seen = { bytes, at: performance.now() };
    onProgress?.(bytes);
  }
  return true;
}

function noMore(host: string, remotePath: string): BrambleError {
  return new BrambleError('HOST_TIMEOUT', `nothing more of ${remotePath} has arrived for ${inSeconds(stallMs)}`, {
    host,
    hint: 'run the same command again: it continues where it stopped',
  });
}
