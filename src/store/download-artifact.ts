import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Report } from '../domain/events.ts';
import type { Release, ReleasedFile } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { withFileLock } from './file-lock.ts';
import { downloadRest } from './web.ts';
import { isWhole, notWhole } from './whole-file.ts';

export interface DownloadOptions {
  /** Where downloads are kept, by hash. */
  readonly cache: string;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

interface Wanted {
  readonly release: Release;
  readonly file: ReleasedFile;
}

const patienceMs = 60 * 60_000;

/** Path of an artifact in the cache, whole; from the web where it is not there yet. One process fetches, others wait for it. */
export async function downloadArtifact(url: string, wanted: Wanted, options: DownloadOptions): Promise<string> {
  const { cache, report, signal } = options;
  await mkdir(cache, { recursive: true });
  const path = join(cache, basename(url));
  const onWait = (holder: string) =>
    report({ stage: 'fetch', state: 'note', text: `${holder} is downloading the same file; waiting` });
  await withFileLock(`${path}.lock`, { what: path, signal, onWait, patienceMs }, async () => {
    if (await isWhole(path, wanted.file)) return await markUsed(path);
    await download(url, path, { ...wanted, ...options });
    await forgetOld(cache);
  });
  return path;
}

/** Keeps a part for the next attempt to go on from, but no file with another hash. */
async function download(url: string, path: string, options: Wanted & DownloadOptions): Promise<void> {
  const { release, file, report, signal } = options;
  const part = `${path}.part`;
  const text = `fetch ${release.component} ${release.version} for ${release.arch} from ${new URL(url).host}`;
  const onProgress = (fraction: number) => report({ stage: 'fetch', state: 'progress', text, fraction });
  report({ stage: 'fetch', state: 'started', text });
  await downloadPatiently(url, part, { sizeBytes: file.sizeBytes, signal, onProgress });
  if (!(await isWhole(part, file))) {
    await rm(part);
    throw notWhole(url, file);
  }
  await rename(part, path);
  report({ stage: 'fetch', state: 'done', text });
}

const tries = 3;

async function downloadPatiently(...[url, path, options]: Parameters<typeof downloadRest>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await downloadRest(url, path, options);
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (attempt === tries) throw failed(url, error);
    }
  }
}

function failed(url: string, error: unknown): BrambleError {
  return new BrambleError('DOWNLOAD_FAILED', `${url} cannot be downloaded`, {
    cause: error instanceof Error && error.cause instanceof Error ? error.cause : error,
    hint: 'repeat the command: it continues where it stopped',
  });
}

async function markUsed(path: string): Promise<void> {
  await utimes(path, new Date(), new Date());
}

// Each takes hundreds of megabytes; an older one may still be on its way to a host.
const keptFiles = 8;

async function forgetOld(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => !name.endsWith('.lock'));
  const found = await Promise.all(names.map(async (name) => ({ name, at: await changedAtMs(join(cache, name)) })));
  const old = found.toSorted((a, b) => b.at - a.at).slice(keptFiles);
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { force: true })));
}

async function changedAtMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.mtimeMs ?? 0; // gone since it was listed
}
