import { createHash } from 'node:crypto';
import { constants, copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import { hashFile } from '../store/hash-file.ts';
import type { Archive, FetchOptions } from './archive.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Ingredient } from './manifest.ts';
import { mvnCopy } from './maven-client.ts';
import { coordinatesOf, fileNameOf, type Jar, parseLock } from './maven-lock.ts';
import type { RegistrySource } from './registry.ts';
import { runTool } from './run-tool.ts';
import { ensureTools } from './tools.ts';

/** Files of a jar that upstream's archive has outside of it. */
interface Extract {
  readonly jar: string;
  readonly entries: string;
  readonly folder: string;
  /** Without the folders that they have in the jar. */
  readonly isFlat?: boolean;
}

interface LockedJars {
  /** Path of the list of jars. */
  readonly lock: string;
  readonly extracts: readonly Extract[];
}

/** A part as jars of Maven's repository, those of a lock and no others. */
export function maven({ lock, extracts }: LockedJars): RegistrySource {
  const fetch = async (options: FetchOptions): Promise<Archive> => {
    const text = await readFile(lock, 'utf8');
    const jars = parseLock(text);
    const folder = await cacheFolder('downloads', 'jars');
    await fetchJars(jars, folder, options);
    return {
      origin: `maven: ${jars.length} jars`,
      checksum: { algorithm: 'sha256', hex: createHash('sha256').update(text).digest('hex') },
      contents: jars.map(describeJar),
      unpack: (target, signal) => layOut({ jars, extracts, folder }, target, { ...options, signal }),
    };
  };
  return { title: 'Maven’s repository', fetch };
}

function describeJar(jar: Jar): Ingredient {
  const { artifact: name, version, sha256, licence } = jar;
  return { name, version, source: `maven:${coordinatesOf(jar)}`, sha256, licence };
}

/** Fetches what is not in the cache, and keeps of it only what is as it must be. */
async function fetchJars(jars: readonly Jar[], folder: string, options: FetchOptions): Promise<void> {
  const missing = (await faultsIn(jars, folder)).map(({ jar }) => jar);
  if (missing.length === 0) return;
  const text = `fetching ${missing.length} jars from Maven’s repository`;
  options.report({ stage: 'build', state: 'started', text });
  const arriving = `${folder}.fetching`;
  await rm(arriving, { recursive: true, force: true });
  await mkdir(arriving);
  await mvnCopy(missing, arriving, options);
  await refuse(await faultsIn(missing, arriving));
  for (const jar of missing) await rename(join(arriving, fileNameOf(jar)), join(folder, fileNameOf(jar)));
  await rm(arriving, { recursive: true });
}

interface Fault {
  readonly jar: Jar;
  /** Checksum of the file that is there; undefined where none is. */
  readonly found: string | undefined;
}

async function faultsIn(jars: readonly Jar[], folder: string): Promise<Fault[]> {
  const faults = [];
  for (const jar of jars) {
    const found = await hashFile(join(folder, fileNameOf(jar))).catch(() => undefined);
    if (found !== jar.sha256) faults.push({ jar, found });
  }
  return faults;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ jar, found = 'missing' }) => `${coordinatesOf(jar)}: ${found}, must be ${jar.sha256}`);
  throw new BrambleError('BUILD_FAILED', 'Maven’s repository gave jars other than those in the lock file', {
    evidence: lines.join('\n'),
    hint: 'look for a mirror in Maven’s settings whose files differ from those of Maven Central',
  });
}

async function layOut(
  { jars, extracts, folder }: { jars: readonly Jar[]; extracts: readonly Extract[]; folder: string },
  target: string,
  { report, signal }: FetchOptions,
): Promise<void> {
  for (const jar of jars) {
    await mkdir(join(target, jar.folder), { recursive: true });
    await copyFile(
      join(folder, fileNameOf(jar)),
      join(target, jar.folder, fileNameOf(jar)),
      constants.COPYFILE_FICLONE,
    );
  }
  await ensureTools(['unzip'], report, signal);
  for (const { jar, entries, folder: to, isFlat = false } of extracts) {
    const words = ['-q', '-o', ...(isFlat ? ['-j'] : []), join(folder, jar), entries, '-d', join(target, to)];
    await runTool(['unzip', ...words], { signal });
  }
}
