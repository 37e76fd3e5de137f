import { stat } from 'node:fs/promises';
import { BrambleError } from '../errors.ts';
import type { UploadOptions } from './host.ts';
import { withinLimit } from './limits.ts';
import type { Machine } from './program.ts';
import { runProgram } from './run-program.ts';
import { type Delivery, sendByChannel } from './send-rest.ts';

const defaultTimeoutMs = 3_600_000;

/** From where to where. */
export interface Journey {
  readonly localPath: string;
  readonly remotePath: string;
}

/** What the machine says before a file is sent. */
interface Landing {
  /** How much of the file an earlier attempt has left there. */
  readonly partBytes: number;
  /** Whether its processor has instructions for AES, without which ChaCha20 is the faster cipher. */
  readonly hasAes: boolean;
}

/** Sends the bytes that are missing, in one of several ways. */
export type Deliver = (delivery: Delivery, landing: Landing) => Promise<void>;

/** Sends a file to `remotePath` by way of `remotePath.part`, which a later attempt continues. */
export async function uploadFile(
  machine: Machine,
  journey: Journey,
  { deliver, ...options }: UploadOptions & { readonly deliver?: Deliver },
): Promise<void> {
  const { localPath, remotePath } = journey;
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const overdue = () => `${localPath} was not sent`;
  const limit = { host: machine.name, timeoutMs, signal: options.signal, overdue };
  await withinLimit(limit, async (signal) => {
    const totalBytes = await sizeOf(localPath);
    const landing = await prepare(machine, remotePath, { totalBytes, signal });
    const offset = landing.partBytes <= totalBytes ? landing.partBytes : 0;
    const delivery: Delivery = { ...journey, offset, totalBytes, signal, onProgress: options.onProgress };
    await (deliver ?? ((one) => sendByChannel(machine, one)))(delivery, landing);
  });
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: Error) => {
    throw new BrambleError('ARTIFACT_INVALID', `${path} cannot be read`, { cause });
  });
  return found.size;
}

const look = `
cd "$(dirname "$1")" || exit 41
size=0
[ -f "$1.part" ] && size=$(wc -c <"$1.part")
grep -qw aes /proc/cpuinfo 2>/dev/null && aes=yes || aes=no
free=$(df -Pk . | awk 'NR == 2 { print $4 }')
echo "$size" "$free" "$aes"
`;

interface Load {
  readonly totalBytes: number;
  readonly signal: AbortSignal;
}

async function prepare(machine: Machine, remotePath: string, { totalBytes, signal }: Load): Promise<Landing> {
  const { exitCode, stdout, stderr } = await runProgram(machine, ['sh', '-c', look, 'sh', remotePath], { signal });
  if (exitCode !== 0)
    throw new BrambleError('ACTION_FAILED', `${remotePath} cannot be written`, {
      host: machine.name,
      evidence: stderr.trim(),
    });
  const [partBytes = 0, freeKb = 0] = stdout.trim().split(/\s+/).map(Number);
  const neededBytes = totalBytes - (partBytes <= totalBytes ? partBytes : 0);
  if (freeKb * 1024 < neededBytes) throw tooSmall(machine.name, remotePath, { neededBytes, freeBytes: freeKb * 1024 });
  return { partBytes, hasAes: stdout.trim().endsWith('yes') };
}

function tooSmall(host: string, path: string, { neededBytes, freeBytes }: Record<'neededBytes' | 'freeBytes', number>) {
  const message = `its disk is too small for ${path}: ${inMb(neededBytes)} are needed, ${inMb(freeBytes)} are free`;
  return new BrambleError('HOST_UNSUITABLE', message, { host, hint: `make room there; df -h shows what is used` });
}

const inMb = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
