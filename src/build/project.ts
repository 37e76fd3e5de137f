import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { components } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { hashFiles, listTree } from './file-tree.ts';
import type { Recipe } from './recipe.ts';

// Two folders up both in the sources and in the installed package.
const snaps = fileURLToPath(new URL('../../snaps', import.meta.url));

/** Folder of a component's snap. */
export function projectFolder(component: ComponentName): string {
  return join(snaps, components[component].snap);
}

/** The snapcraft.yaml of a component. */
export async function readRecipe(component: ComponentName): Promise<Recipe> {
  const file = join(projectFolder(component), 'snap', 'snapcraft.yaml');
  const { parseRecipe } = await import('./recipe.ts'); // loads zod and yaml, which asking for the recipe's id can do without
  return parseRecipe(await readFile(file, 'utf8'), file);
}

// Raised whenever the builders would make other bytes from the same files.
const format = 2;

/** Identifies everything of ours that goes into a component's payload: a node whose payload names it is up to date. */
export async function recipeId(component: ComponentName): Promise<string> {
  const roots = [projectFolder(component), join(snaps, 'node')];
  const hashes = await Promise.all(roots.map(hashFolder));
  return createHash('sha256')
    .update(`${format} ${hashes.join(' ')}`)
    .digest('hex')
    .slice(0, 16);
}

async function hashFolder(root: string): Promise<string> {
  const entries = await listTree(root);
  const files = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  return hashFiles(root, files);
}
