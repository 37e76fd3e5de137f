import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arch, Artifact, PackagingName } from '../domain/artifact.ts';
import { components } from '../domain/components.ts';
import type { Report } from '../domain/events.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { withFileLock } from '../store/file-lock.ts';
import { hashFile } from '../store/hash-file.ts';
import { findKept, keep, knownPayload } from './build-index.ts';
import { type Builder, builders, chooseBuilder } from './builders.ts';
import { cacheFolder } from './cache-folder.ts';
import { checkRuns } from './check-runs.ts';
import type { Payload } from './make-payload.ts';
import { packers, packPayload } from './pack.ts';
import type { SourceChoice } from './part-source.ts';
import { projectFolder, readRecipe, recipeId } from './project.ts';
import { ensureTools } from './tools.ts';

export interface BuildRequest {
  readonly component: ComponentName;
  readonly arch: Arch;
  readonly builder: Builder | 'auto';
  readonly source: SourceChoice;
  readonly packagings: readonly PackagingName[];
  readonly signal?: AbortSignal;
}

const neededBytes = 3_000_000_000;

/**
 * The artifacts that were asked for, one for each packaging, all of one payload. What was built before from the same
 * recipe, kit and choices is returned without copying or reading it.
 */
export async function buildComponent(request: BuildRequest, report: Report): Promise<Artifact[]> {
  const job = { ...request, key: await keyOf(request), report };
  const { kept, damaged } = await findKept(job.key, request.packagings);
  for (const text of damaged) report({ stage: 'build', state: 'note', text: `${text}; building it again` });
  if (kept.length === request.packagings.length) return sayKept(job, kept);
  const lock = join(await cacheFolder(), 'build.lock');
  const onWait = () =>
    report({ stage: 'build', state: 'note', text: 'another build is running on this machine; waiting' });
  const patienceMs = Number.POSITIVE_INFINITY; // a build ends or fails
  return withFileLock(lock, { what: 'the cache', signal: request.signal, onWait, patienceMs }, () => build(job));
}

interface Job extends BuildRequest {
  /** Stands for the recipe, the kit and the choices. */
  readonly key: string;
  readonly report: Report;
}

async function keyOf({ component, arch, builder, source }: BuildRequest): Promise<string> {
  const inputs = JSON.stringify({ component, arch, builder, source, recipe: await recipeId(component) });
  return createHash('sha256').update(inputs).digest('hex').slice(0, 16);
}

function sayKept({ component, arch, report }: Job, kept: Artifact[]): Artifact[] {
  report({ stage: 'build', state: 'skipped', text: `${component} for ${arch} is built already; nothing changed` });
  return kept;
}

async function build(job: Job): Promise<Artifact[]> {
  const { kept } = await findKept(job.key, job.packagings); // another process may have built while this one waited
  if (kept.length === job.packagings.length) return sayKept(job, kept);
  await rm(await cacheFolder('work'), { recursive: true });
  const work = await mkdtemp(join(await cacheFolder('work'), 'build-'));
  try {
    return await buildIn(work, job);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function buildIn(work: string, job: Job): Promise<Artifact[]> {
  const { component, arch, source: choice, signal, report, key } = job;
  await mustHaveSpace(work);
  const builder = await chooseBuilder(job.builder);
  report({ stage: 'build', state: 'started', text: `building ${component} for ${arch} (${builder} builder)` });
  const recipe = await readRecipe(component, arch);
  const { title } = components[component];
  const context = { title, arch, choice, project: projectFolder(component), work, report, signal };
  const payload = await builders[builder](component, recipe, context);
  await checkRuns(payload, { work, report, signal });
  const artifacts = [];
  for (const packaging of await packagingsToMake(job, payload))
    artifacts.push(await packArtifact(payload, { packaging, key, compression: recipe.compression, report, signal }));
  await keep(key, artifacts);
  return (await findKept(key, job.packagings)).kept;
}

async function mustHaveSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= neededBytes) return;
  throw new BrambleError('BUILD_FAILED', `${folder} has ${Math.round((bavail * bsize) / 1e6)} MB free`, {
    cause: new Error(`building takes up to ${neededBytes / 1e6} MB`),
    hint: 'free some space, or point XDG_CACHE_HOME at a larger disk',
  });
}

/** All of them where packages changed since another packaging was made: one key never holds two payloads. */
async function packagingsToMake({ packagings, key }: Job, { manifest }: Payload): Promise<readonly PackagingName[]> {
  const known = await knownPayload(key);
  if (known === undefined) return packagings;
  const { kept } = await findKept(key, ['snap', 'tarball']);
  if (known !== manifest.payloadId) return ['snap', 'tarball'];
  return packagings.filter((name) => !kept.some(({ packaging }) => packaging === name));
}

interface PackOptions {
  readonly packaging: PackagingName;
  readonly key: string;
  readonly compression: 'lzo' | 'xz';
  readonly report: Report;
  readonly signal: AbortSignal | undefined;
}

async function packArtifact({ folder, bytes, manifest }: Payload, options: PackOptions): Promise<Artifact> {
  const { packaging, key, compression, report, signal } = options;
  const { component, version, arch, payloadId, glibc } = manifest;
  const { extension, tools } = packers[packaging];
  await ensureTools(tools, report, signal);
  const name = `${components[component].snap}_${version}_${arch}.${extension}`;
  report({ stage: 'build', state: 'progress', text: `packing ${name}` });
  const packed = `${folder}.${extension}`;
  await packPayload(packaging, { payload: folder, out: packed, compression }, signal);
  const path = join(await cacheFolder('artifacts', key), name);
  await rename(packed, path);
  const [sha256, { size }] = [await hashFile(path), await stat(path)];
  report({ stage: 'build', state: 'done', text: `${name}: ${Math.round(size / 1e6)} MB, sha256 ${sha256}` });
  return { component, version, arch, packaging, path, sha256, sizeBytes: size, payloadId, payloadBytes: bytes, glibc };
}
