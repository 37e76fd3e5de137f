import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { BrambleError } from '../errors.ts';
import { watchArrival } from './arrival.ts';
import type { Output } from './host.ts';
import type { Machine } from './program.ts';
import { runProgram } from './run-program.ts';

/** A file that is being sent, and how much of it is there already. */
export interface Delivery {
  readonly localPath: string;
  readonly remotePath: string;
  readonly offset: number;
  readonly totalBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress?: ((sentBytes: number) => void) | undefined;
}

/** How the bytes travel: over the machine's own channel, or by a program that reads the file itself. */
export interface Carrier {
  readonly open: Machine['open'];
  readonly stdin?: Readable | undefined;
  /** Called once the machine is ready to take the bytes. */
  readonly onReady?: () => void;
}

const longestMs = 86_400_000; // the delivery's signal carries the real limit
const chunkBytes = 1 << 20;

// A lost connection looks like the end of the file to `cat`: only the size tells whether all of it has come.
const receive = `
echo ready
[ "$2" -gt 0 ] || : >"$1.part" || exit 42
cat >>"$1.part" || {
  [ "$(df -Pk "$1.part" | awk 'NR == 2 { print $4 }')" -ge 1024 ] && exit 42
  rm -f "$1.part"
  exit 45
}
[ "$(wc -c <"$1.part")" -eq "$3" ] || exit 43
mv -f "$1.part" "$1" || exit 44
`;

const failures: Readonly<Record<number, { readonly message: string; readonly hint?: string }>> = {
  42: { message: 'the file cannot be written' },
  43: { message: 'the bytes that arrived are fewer or more than were sent', hint: 'run the same command again' },
  44: { message: 'the file cannot be put in its place' },
  45: { message: 'the disk is full', hint: 'make room there; df -h shows what is used' },
};

/** Sends what is missing through the machine's own connection. */
export async function sendByChannel(machine: Machine, delivery: Delivery): Promise<void> {
  const stdin = createReadStream(delivery.localPath, { start: delivery.offset, highWaterMark: chunkBytes });
  try {
    await sendRest(machine, delivery, { open: machine.open, stdin });
  } finally {
    stdin.destroy();
  }
}

/** Sends what is missing by a carrier, then puts the whole file in its place. */
export async function sendRest(machine: Machine, delivery: Delivery, carrier: Carrier): Promise<void> {
  const { remotePath, offset, totalBytes, onProgress } = delivery;
  const argv = ['sh', '-c', receive, 'sh', remotePath, String(offset), String(totalBytes)];
  const watch = watchArrival(machine, delivery);
  try {
    const signal = AbortSignal.any([delivery.signal, watch.stalled]);
    const { open, stdin, onReady } = carrier;
    const output = await runProgram(machine, argv, { open, stdin, signal, timeoutMs: longestMs, onOutput: onReady });
    if (output.exitCode !== 0) throw notSent(machine.name, delivery, output);
    onProgress?.(totalBytes);
  } finally {
    watch.stop();
  }
}

function notSent(host: string, { remotePath }: Delivery, { exitCode, stderr }: Output): BrambleError {
  const { message, hint } = failures[exitCode] ?? { message: `sending it ended with exit status ${exitCode}` };
  return new BrambleError('ACTION_FAILED', `${remotePath}: ${message}`, { host, hint, evidence: stderr.trim() });
}
