import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Artifact, extensions, type PackagingName } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import type { Release, ReleasedFile } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { withFileLock } from './file-lock.ts';
import { hashFile } from './hash-file.ts';
import { artifactIn, isUrl } from './store-place.ts';
import { downloadRest } from './web.ts';

interface FetchOptions {
  readonly packaging: PackagingName;
  /** Where downloads are kept, by hash. */
  readonly cache: string;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** The file of a release, whole and checked by its hash: in place where the store is a folder, else from the cache or the web. */
export async function fetchArtifact(location: string, release: Release, options: FetchOptions): Promise<Artifact> {
  const file = mustHaveFile(location, release, options.packaging);
  const path = isUrl(location)
    ? await download(location, file, { release, ...options })
    : await inPlace(location, file, options);
  return describeArtifact(release, options.packaging, path);
}

/** A release as an artifact that lies at `path`, which is not looked at. */
export function describeArtifact(release: Release, packaging: PackagingName, path: string): Artifact {
  const { component, version, arch, payloadId, payloadBytes, glibc, channel, revision, files } = release;
  const { sha256 = '', sizeBytes = 0 } = files[packaging] ?? {};
  const what = { component, version, arch, payloadId, payloadBytes, glibc };
  return { ...what, packaging, path, sha256, sizeBytes, release: { channel, revision } };
}

function mustHaveFile(location: string, release: Release, packaging: PackagingName): ReleasedFile {
  const file = release.files[packaging];
  if (file !== undefined) return file;
  const { component, revision, arch, channel } = release;
  throw new BrambleError(
    'CHANNEL_UNAVAILABLE',
    `revision ${revision} of ${component} for ${arch} in ${location} has no ${packaging}`,
    {
      hint: `release the ${packaging} of the same build too: bramble release FILE --channel ${channel}`,
    },
  );
}

async function inPlace(location: string, file: ReleasedFile, { packaging }: FetchOptions): Promise<string> {
  const path = artifactIn(location, { ...file, extension: extensions[packaging] });
  if (await isWhole(path, file)) return path;
  throw damaged(path, file);
}

interface Download extends FetchOptions {
  readonly release: Release;
}

const patienceMs = 60 * 60_000;

async function download(location: string, file: ReleasedFile, options: Download): Promise<string> {
  const { packaging, cache, report, signal } = options;
  const extension = extensions[packaging];
  await mkdir(cache, { recursive: true });
  const path = join(cache, `${file.sha256}.${extension}`);
  if (await isWhole(path, file)) return path;
  const onWait = (holder: string) =>
    report({ stage: 'fetch', state: 'note', text: `${holder} is downloading the same file; waiting` });
  const url = artifactIn(location, { ...file, extension });
  const lock = { what: path, signal, onWait, patienceMs };
  await withFileLock(`${path}.lock`, lock, async () => {
    if (!(await isWhole(path, file))) await downloadTo(path, url, { ...options, file }); // another may have been first
  });
  return path;
}

async function isWhole(path: string, { sha256 }: ReleasedFile): Promise<boolean> {
  return (await hashFile(path).catch(() => undefined)) === sha256;
}

/** Keeps a part for the next attempt to go on from, but no file with another hash. */
async function downloadTo(path: string, url: string, options: Download & { file: ReleasedFile }): Promise<void> {
  const { file, release, packaging, report, signal } = options;
  const text = `fetch the ${packaging} of ${release.component} ${release.version} for ${release.arch} from ${new URL(url).host}`;
  const onProgress = (fraction: number) => report({ stage: 'fetch', state: 'progress', text, fraction });
  report({ stage: 'fetch', state: 'started', text });
  await downloadPatiently(url, `${path}.part`, { sizeBytes: file.sizeBytes, signal, onProgress });
  if (!(await isWhole(`${path}.part`, file))) {
    await rm(`${path}.part`);
    throw damaged(url, file);
  }
  await rename(`${path}.part`, path);
  await forgetOld(dirname(path));
  report({ stage: 'fetch', state: 'done', text });
}

// Each takes hundreds of megabytes; an older one may still be on its way to a host.
const keptFiles = 8;

async function forgetOld(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => !name.endsWith('.lock'));
  const found = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs })));
  const old = found.toSorted((a, b) => b.at - a.at).slice(keptFiles);
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { force: true })));
}

const tries = 3;

async function downloadPatiently(
  url: string,
  path: string,
  options: Parameters<typeof downloadRest>[2],
): Promise<void> {
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

function damaged(place: string, { sha256 }: ReleasedFile): BrambleError {
  return new BrambleError('ARTIFACT_INVALID', `${place} is missing, damaged or not what the index names`, {
    evidence: `sha256 must be ${sha256}`,
    hint: 'nothing was installed; release the artifact again in the folder of the store',
  });
}
