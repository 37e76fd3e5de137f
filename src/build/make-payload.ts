import { chmod, copyFile, mkdir, open, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arch } from '../domain/artifact.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { hashFile } from '../store/hash-file.ts';
import { isElf, newestGlibc, newestVersion } from './elf.ts';
import { hashTree, listTree, settleModes, type TreeEntry } from './file-tree.ts';
import { type MadePart, makePart, type PartContext, primePart } from './make-part.ts';
import { type Ingredient, licenceOf, type Manifest } from './manifest.ts';
import { recipeId } from './project.ts';
import type { Recipe } from './recipe.ts';
import { renderSnapMeta } from './snap-meta.ts';

export interface Payload {
  readonly folder: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** Carries out a snapcraft.yaml and leaves the tree that becomes the snap and the tarball. */
export async function makePayload(component: ComponentName, recipe: Recipe, context: PartContext): Promise<Payload> {
  const folder = join(context.work, 'payload');
  await mkdir(folder);
  const made: MadePart[] = [];
  for (const [name, part] of Object.entries(recipe.parts)) {
    const one = await makePart(name, part, context);
    await primePart(one, folder);
    made.push(one);
  }
  const hooks = await addHooks(folder, context.project);
  await writeFile(join(folder, 'meta', 'snap.yaml'), renderSnapMeta(recipe, context.arch, hooks));
  return finishPayload(folder, { component, version: recipe.version, arch: context.arch, made });
}

async function addHooks(folder: string, project: string): Promise<string[]> {
  const hooks = (await readdir(join(project, 'snap', 'hooks'))).sort();
  await mkdir(join(folder, 'meta', 'hooks'), { recursive: true });
  for (const hook of hooks) {
    await copyFile(join(project, 'snap', 'hooks', hook), join(folder, 'meta', 'hooks', hook));
    await chmod(join(folder, 'meta', 'hooks', hook), 0o755);
  }
  return hooks;
}

interface PayloadFacts {
  readonly component: ComponentName;
  readonly version: string;
  readonly arch: Arch;
  readonly made: readonly MadePart[];
}

/** Settles modes, refuses what no node can use, and writes the manifest and the list of ingredients into the tree. */
export async function finishPayload(folder: string, facts: PayloadFacts): Promise<Payload> {
  await writeJson(join(folder, 'meta', 'ingredients.json'), await listIngredients(facts));
  const entries = await listTree(folder);
  await settleModes(folder, entries);
  await refuseTraps(folder, entries);
  const manifest = await describePayload(folder, facts);
  await writeJson(join(folder, 'meta', 'bramble.json'), manifest);
  return { folder, bytes: entries.reduce((sum, { size }) => sum + size, 0), manifest };
}

function writeJson(path: string, value: unknown): Promise<void> {
  return writeFile(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o644 });
}

/** Links that leave the tree and special files: they would work on no node, or differ between the packagings. */
async function refuseTraps(folder: string, entries: readonly TreeEntry[]): Promise<void> {
  const links = entries.filter(({ kind }) => kind === 'link');
  const targets = await Promise.all(links.map(async ({ path }) => `${path} -> ${await readlink(join(folder, path))}`));
  const traps = [
    ...entries.filter(({ kind }) => kind === 'special').map(({ path }) => `${path}: neither file, folder nor link`),
    ...targets.filter((line) => / -> \//.test(line)),
  ];
  if (traps.length === 0) return;
  throw new BrambleError('BUILD_FAILED', 'the payload has entries that cannot be shipped', {
    evidence: traps.join('\n'),
  });
}

async function describePayload(folder: string, { component, version, arch, made }: PayloadFacts): Promise<Manifest> {
  const entries = await listTree(folder);
  const source = made.find(({ archive }) => archive !== undefined)?.archive?.origin ?? '';
  return {
    component,
    version,
    arch,
    payloadId: await hashTree(folder, entries),
    recipe: await recipeId(component),
    source,
    glibc: await oldestGlibc(folder, entries),
    python: pythonOf(entries),
  };
}

async function listIngredients({ made, version }: PayloadFacts): Promise<Ingredient[]> {
  return (await Promise.all(made.map((one) => ingredientsOf(one, version)))).flat();
}

async function ingredientsOf({ name, archive, packages }: MadePart, version: string): Promise<Ingredient[]> {
  const fromArchive = archive && {
    name,
    version,
    source: archive.origin,
    [archive.checksum.algorithm]: archive.checksum.hex,
    licence: licenceOf(name),
  };
  const fromPackages = packages.map(async (one) => ({
    name: one.name,
    version: one.version,
    source: 'distribution package',
    sha256: await hashFile(one.file),
    licence: licenceOf(one.name),
  }));
  return [...(fromArchive ? [fromArchive, ...archive.contents] : []), ...(await Promise.all(fromPackages))];
}

async function oldestGlibc(folder: string, entries: readonly TreeEntry[]): Promise<string> {
  const found = [];
  for (const { path, kind } of entries) {
    if (kind === 'file') found.push(await glibcOf(join(folder, path)));
  }
  return newestVersion(found.filter((one) => one !== undefined)) ?? '';
}

async function glibcOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return isElf(buffer) ? newestGlibc(await file.readFile()) : undefined;
  } finally {
    await file.close();
  }
}

function pythonOf(entries: readonly TreeEntry[]): string {
  return entries.flatMap(({ path }) => /^usr\/lib\/python(3\.\d+)$/.exec(path)?.[1] ?? []).at(0) ?? '';
}
