import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BrambleError, explain } from '../errors.ts';
import { hashFile } from '../store/hash-file.ts';
import { cacheFolder } from './cache-folder.ts';

const probeTimeoutMs = 4000;

/** What a file must be. */
export interface Checksum {
  readonly algorithm: 'sha256' | 'sha512';
  readonly hex: string;
}

/** Whether any of the addresses answers; asks for no more than a header. */
export async function isReachable(urls: readonly string[]): Promise<boolean> {
  const answers = urls.map((url) => fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) }));
  const settled = await Promise.allSettled(answers);
  return settled.some((one) => one.status === 'fulfilled' && one.value.ok);
}

interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (fraction: number) => void;
}

/** A file from the first address that gives it, checked; kept, so that the next call only checks it. */
export async function download(urls: readonly string[], checksum: Checksum, options: DownloadOptions): Promise<string> {
  const path = join(await cacheFolder('downloads'), basename(new URL(urls[0] ?? '').pathname));
  if (await isWhole(path, checksum)) return path;
  const faults: string[] = [];
  for (const url of urls) {
    const fault = await tryDownload({ url, path, checksum }, options);
    if (fault === undefined) return path;
    faults.push(`${url}: ${fault}`);
  }
  throw new BrambleError('DOWNLOAD_FAILED', `${basename(path)} cannot be downloaded`, {
    evidence: faults.join('\n'),
    hint: 'use --source registry, or --source file=PATH with a file that you have',
  });
}

/** What went wrong, or nothing. A damaged file is not kept; a partial one is, for the next attempt to go on from. */
async function tryDownload(
  { url, path, checksum }: { url: string; path: string; checksum: Checksum },
  options: DownloadOptions,
): Promise<string | undefined> {
  const partial = `${path}.part`;
  try {
    await fetchTo(partial, url, options);
    await mustMatch(partial, checksum, url);
    await rename(partial, path);
    return undefined;
  } catch (error) {
    if (options.signal?.aborted) throw new BrambleError('INTERRUPTED', 'the download was interrupted');
    if (!(error instanceof BrambleError)) return reasonOf(error);
    await rm(partial);
    return explain(error);
  }
}

/** The cause that a failed fetch hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Whether the file is there and has the checksum. */
export async function isWhole(path: string, { algorithm, hex }: Checksum): Promise<boolean> {
  return (await hashFile(path, algorithm).catch(() => undefined)) === hex;
}

/** Refuses a file that does not have the checksum, and says which one it has. */
export async function mustMatch(path: string, { algorithm, hex }: Checksum, origin = path): Promise<void> {
  const found = await hashFile(path, algorithm);
  if (found === hex) return;
  throw new BrambleError('DOWNLOAD_FAILED', `${origin} is damaged or not the file that is wanted`, {
    evidence: `${algorithm} is      ${found}\n${algorithm} must be ${hex}`,
    hint: 'fetch the file again',
  });
}

/** Goes on where an earlier attempt stopped, if the server can. */
async function fetchTo(path: string, url: string, { signal, onProgress }: DownloadOptions): Promise<void> {
  const { size: have } = await stat(path).catch(() => ({ size: 0 }));
  const range = have > 0 ? { headers: { range: `bytes=${have}-` } } : {};
  const response = await fetch(url, { ...range, signal: signal ?? null });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  const start = response.status === 206 ? have : 0;
  const total = start + Number(response.headers.get('content-length'));
  let received = start;
  const counted = Readable.from(response.body).on('data', (piece: Buffer) => {
    received += piece.length;
    onProgress(received / total);
  });
  await pipeline(counted, createWriteStream(path, { flags: start > 0 ? 'a' : 'w' }));
}
