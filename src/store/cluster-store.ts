import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterNamePattern } from '../config/plain-words.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { Sources } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { recordVersion } from './record-version.ts';
import { stateFolder } from './state-folder.ts';
import { writeAtomically } from './write-atomically.ts';

/** Where the pinned host keys of a cluster are kept. The file need not be there yet. */
export function knownHostsPath(name: string): string {
  return join(folderOf(name), 'known_hosts');
}

/** Remembers a cluster on this machine, in place of an earlier one of the same name. */
export async function saveCluster(spec: ClusterSpec): Promise<void> {
  if (await isRemembered(spec)) return;
  const folder = await makeFolder(spec.name);
  await writeAtomically(join(folder, 'cluster.json'), renderRecord(spec));
}

/** Whether this machine remembers a cluster just as it is here. Much cheaper than loading it. */
export async function isRemembered(spec: ClusterSpec): Promise<boolean> {
  const current = await readFile(join(folderOf(spec.name), 'cluster.json'), 'utf8').catch(() => undefined);
  return current === renderRecord(spec);
}

/** Where a remembered cluster's components come from; undefined where that is not known. Much cheaper than loading it. */
export async function rememberedSources(name: string): Promise<Sources | undefined> {
  const current = await readFile(join(folderOf(name), 'cluster.json'), 'utf8').catch(() => '');
  if (!current.includes('"sources"')) return undefined;
  try {
    const { sources } = (JSON.parse(current) as { spec: ClusterSpec }).spec; // written by saveCluster
    return isSources(sources) ? sources : undefined;
  } catch {
    return undefined; // damaged: loading it says so
  }
}

function isSources(sources: Readonly<Record<string, unknown>> | undefined): boolean {
  return Object.entries(sources ?? {}).every(([name, source]) => {
    const texts = Object.values(source ?? {});
    return (
      componentNames.some((one) => one === name) &&
      texts.length === 3 &&
      texts.every((text) => typeof text === 'string')
    );
  });
}

/** The remembered cluster of that name or, without one, the only one there is. Rejects with CLUSTER_UNKNOWN. */
export async function loadCluster(name?: string): Promise<ClusterSpec> {
  const names = await listClusters();
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined || !names.includes(chosen)) throw unknownCluster(name, names);
  const path = join(folderOf(chosen), 'cluster.json');
  const { parseClusterRecord } = await import('./cluster-record.ts'); // loads zod, which a deploy with --hosts can do without
  return parseClusterRecord(await readRecord(path), path);
}

async function readRecord(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BrambleError('REFUSED', `${path} cannot be read`, {
      hint: 'see that it is yours, and its disk well',
      cause,
    });
  });
}

/** Names of the remembered clusters, sorted. */
export async function listClusters(): Promise<string[]> {
  const entries = await readdir(stateFolder('clusters'), { withFileTypes: true }).catch(ifMissing([]));
  const folders = entries.filter((entry) => entry.isDirectory() && clusterNamePattern.test(entry.name));
  const found = await Promise.all(folders.map(async ({ name }) => ((await isSaved(name)) ? [name] : [])));
  return found.flat().sort();
}

/** Forgets a cluster and its host keys. Touches no host. */
export async function forgetCluster(name: string): Promise<void> {
  await rm(folderOf(name), { recursive: true, force: true });
}

function renderRecord(spec: ClusterSpec): string {
  return `${JSON.stringify({ version: recordVersion, spec }, null, 2)}\n`;
}

function unknownCluster(name: string | undefined, names: readonly string[]): BrambleError {
  const known = names.length === 0 ? 'none is remembered on this machine' : `remembered are ${names.join(', ')}`;
  const what = name === undefined ? 'it is not clear which cluster is meant' : `no cluster "${name}" is remembered`;
  const hint =
    names.length === 0
      ? 'name its hosts with --hosts "red,red[01-02]" or -f bramble.yaml'
      : 'choose with --cluster NAME';
  return new BrambleError('CLUSTER_UNKNOWN', `${what}; ${known}`, { hint });
}

async function isSaved(name: string): Promise<boolean> {
  const files = await readdir(folderOf(name)).catch(ifMissing<string[]>([]));
  return files.includes('cluster.json');
}

async function makeFolder(name: string): Promise<string> {
  const folder = folderOf(name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The name is checked here because it becomes a path, and one that leads elsewhere must not be removed. */
function folderOf(name: string): string {
  if (clusterNamePattern.test(name)) return stateFolder('clusters', name);
  throw new BrambleError('USAGE', `"${name}" is not a name of a cluster`, {
    hint: 'a name is lower-case letters, digits and dashes',
  });
}

function ifMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
