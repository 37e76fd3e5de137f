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
const kit = join(snaps, 'node');

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
const format = 3;

/** Identifies everything of ours that goes into a component's payload: a node whose payload names it is up to date. */
export async function recipeId(component: ComponentName): Promise<string> {
  const project = projectFolder(component);
  const hashes = [await hashFiles(project, await filesIn(project)), await hashFiles(kit, await kitFiles(component))];
  return createHash('sha256')
    .update(`${format} ${hashes.join(' ')}`)
    .digest('hex')
    .slice(0, 16);
}

/** Files of the node kit that go into a component's payload: not those in the folders of other components. */
export async function kitFiles(component: ComponentName): Promise<string[]> {
  const foreign: readonly string[] = componentNames.filter((name) => name !== component);
  return (await filesIn(kit)).filter((path) => !foreign.includes(path.split('/', 1)[0] ?? ''));
}

async function filesIn(root: string): Promise<string[]> {
  return (await listTree(root)).flatMap(({ kind, path }) => (kind === 'file' ? [path] : []));
}
