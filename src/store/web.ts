import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const answerMs = 30_000;
const silenceMs = 60_000;
const largestIndexBytes = 16 << 20;

interface WebOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A small text from a web server, or undefined where it says that there is none. */
export async function getText(url: string, { signal }: WebOptions): Promise<string | undefined> {
  const limited = AbortSignal.any([AbortSignal.timeout(answerMs), ...(signal ? [signal] : [])]);
  const response = await fetch(url, { signal: limited, headers: { 'cache-control': 'no-cache' } });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return await readAll(response);
}

async function readAll({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > largestIndexBytes) throw new Error(`it is larger than ${largestIndexBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

interface DownloadOptions extends WebOptions {
  readonly sizeBytes: number;
  readonly onProgress: (fraction: number) => void;
}

/** Appends to a file what it lacks, where the server knows ranges; else fetches it from its beginning. */
export async function downloadRest(url: string, path: string, options: DownloadOptions): Promise<void> {
  const { size: have } = await stat(path).catch(() => ({ size: 0 }));
  if (have === options.sizeBytes) return;
  const watch = watchSilence(options.signal);
  try {
    const range = have > 0 && have < options.sizeBytes ? { range: `bytes=${have}-` } : {};
    const response = await fetch(url, { headers: range, signal: watch.signal });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const start = response.status === 206 ? have : 0;
    await save(Readable.from(response.body), { path, start, watch, ...options });
  } finally {
    watch.stop();
  }
}

interface Saving extends DownloadOptions {
  readonly path: string;
  readonly start: number;
  readonly watch: SilenceWatch;
}

async function save(body: Readable, { path, start, watch, sizeBytes, onProgress }: Saving): Promise<void> {
  let received = start;
  const counted = body.on('data', (piece: Buffer) => {
    received += piece.length;
    if (received > sizeBytes) body.destroy(new Error(`it is larger than the ${sizeBytes} bytes that the index names`));
    watch.heard();
    onProgress(received / sizeBytes);
  });
  await pipeline(counted, createWriteStream(path, { flags: start > 0 ? 'a' : 'w' }));
  if (received < sizeBytes) throw new Error(`it ended after ${received} of ${sizeBytes} bytes`);
}

interface SilenceWatch {
  readonly signal: AbortSignal;
  readonly heard: () => void;
  readonly stop: () => void;
}

/** Aborts when nothing was heard for a while, or with the operator. */
function watchSilence(signal: AbortSignal | undefined): SilenceWatch {
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error(`nothing came for ${silenceMs / 1000} s`));
  let timer = setTimeout(giveUp, silenceMs);
  return {
    signal: AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]),
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}
