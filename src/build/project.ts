import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arch } from '../domain/artifact.ts';
import { componentNames, components } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { hashFiles, listTree } from './file-tree.ts';
import type { Recipe } from './recipe.ts';

// Two folders up both in the sources and in the installed package.
const snaps = fileURLToPath(new URL('../../snaps', import.meta.url));

/** Folder of a component's snap. */
export function projectFolder(component: ComponentName): string {
  return join(snaps, components[component].snap);
}

/** The snapcraft.yaml of a component, as it is for one architecture. */
export async function readRecipe(component: ComponentName, arch: Arch): Promise<Recipe> {
  const file = join(projectFolder(component), 'snap', 'snapcraft.yaml');
  const { parseRecipe } = await import('./recipe.ts'); // loads zod and yaml, which asking for the recipe's id can do without
  return parseRecipe(await readFile(file, 'utf8'), file, arch);
}

// Raised whenever the builders would make other bytes from the same files.
const format = 2;

/** Identifies everything of ours that goes into a component's payload: a node whose payload names it is up to date. */
export async function recipeId(component: ComponentName): Promise<string> {
  const foreign = componentNames.filter((name) => name !== component); // folders of the kit that go into other payloads
  const hashes = await Promise.all([hashFolder(projectFolder(component)), hashFolder(join(snaps, 'node'), foreign)]);
  return createHash('sha256')
    .update(`${format} ${hashes.join(' ')}`)
    .digest('hex')
    .slice(0, 16);
}

async function hashFolder(root: string, without: readonly string[] = []): Promise<string> {
  const entries = await listTree(root);
  const isOwn = (path: string) => !without.includes(path.split('/', 1)[0] ?? '');
  const files = entries.filter(({ kind, path }) => kind === 'file' && isOwn(path)).map(({ path }) => path);
  return hashFiles(root, files);
}

/** The ids of all components' recipes. */
export async function readRecipes(): Promise<Record<ComponentName, string>> {
  const ids = await Promise.all(componentNames.map(async (name) => [name, await recipeId(name)] as const));
  return Object.fromEntries(ids) as Record<ComponentName, string>; // one for each name
}
