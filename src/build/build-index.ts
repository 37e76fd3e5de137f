import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, PackagingName } from '../domain/artifact.ts';
import { cacheFolder } from './cache-folder.ts';

/** An artifact and what its file looked like when it was written: enough to see that it is untouched, without reading it. */
interface KeptArtifact extends Artifact {
  readonly mtimeMs: number;
}

type Index = Record<string, Partial<Record<PackagingName, KeptArtifact>>>;

/** Artifacts that were built for this key and are as they were left; for the others, why they are not. */
export async function findKept(
  key: string,
  packagings: readonly PackagingName[],
): Promise<{ kept: Artifact[]; damaged: string[] }> {
  const known = (await readIndex())[key] ?? {};
  const checked = await Promise.all(packagings.flatMap((name) => known[name] ?? []).map(check));
  return {
    kept: checked.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    damaged: checked.filter((one) => typeof one === 'string'),
  };
}

async function check({ mtimeMs, ...artifact }: KeptArtifact): Promise<Artifact | string> {
  const now = await stat(artifact.path).catch(() => undefined);
  if (now === undefined) return `${artifact.path} is gone`;
  if (now.size !== artifact.sizeBytes)
    return `${artifact.path} has ${now.size} bytes and not the ${artifact.sizeBytes} of ${artifact.sha256}`;
  return now.mtimeMs === mtimeMs ? artifact : `${artifact.path} was changed since it was built`;
}

/** Remembers artifacts under a key. */
export async function keep(key: string, artifacts: readonly Artifact[]): Promise<void> {
  const index = await readIndex();
  const entries = await Promise.all(
    artifacts.map(async (one) => [one.packaging, { ...one, mtimeMs: (await stat(one.path)).mtimeMs }] as const),
  );
  const own = { ...index[key], ...Object.fromEntries(entries) };
  delete index[key]; // so that it becomes the last
  index[key] = own;
  for (const one of artifacts.slice(0, 1)) await forgetOld(index, one);
  const path = await indexPath();
  await writeFile(`${path}.new`, `${JSON.stringify(index, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

// Each takes hundreds of megabytes; an older one may still be on its way to a host.
const keptRecipes = 3;

/** Deletes what was built of one component for one kind of machine from the oldest recipes. */
async function forgetOld(index: Index, { component, arch }: Pick<Artifact, 'component' | 'arch'>): Promise<void> {
  const isLike = (one: Artifact) => one.component === component && one.arch === arch;
  const alike = Object.keys(index).filter((key) => Object.values(index[key] ?? {}).some(isLike));
  for (const key of alike.slice(0, -keptRecipes)) {
    await rm(await cacheFolder('artifacts', key), { recursive: true, force: true });
    delete index[key];
  }
}

/** Payload that is already packed under this key, in whichever packaging. */
export async function knownPayload(key: string): Promise<string | undefined> {
  return Object.values((await readIndex())[key] ?? {}).at(0)?.payloadId;
}

async function readIndex(): Promise<Index> {
  try {
    return JSON.parse(await readFile(await indexPath(), 'utf8')) as Index; // written by `keep`
  } catch {
    return {}; // none yet, or unreadable: everything is built anew
  }
}

async function indexPath(): Promise<string> {
  return join(await cacheFolder('artifacts'), 'index.json');
}
