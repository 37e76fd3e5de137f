import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { recipeId } from './project.ts';

/** The ids of all components' recipes: a node whose payload names its own is up to date. */
export async function readRecipes(): Promise<Record<ComponentName, string>> {
  const ids = await Promise.all(componentNames.map(async (name) => [name, await recipeId(name)] as const));
  return Object.fromEntries(ids) as Record<ComponentName, string>; // one for each name
}
