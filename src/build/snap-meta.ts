import { stringify } from 'yaml';
import type { Arch } from '../domain/artifact.ts';
import type { Recipe } from './recipe.ts';

/** The meta/snap.yaml that snapcraft would write. `hooks` are the names of the hook programs in the payload. */
export function renderSnapMeta(recipe: Recipe, arch: Arch, hooks: readonly string[]): string {
  const { name, version, summary, description, license, title } = recipe;
  const environment = Object.entries(recipe.environment).filter(([, value]) => value !== null);
  return stringify({
    name,
    version,
    summary,
    description,
    license,
    title,
    architectures: [arch],
    base: recipe.base,
    assumes: recipe.assumes,
    apps: recipe.apps,
    confinement: recipe.confinement,
    grade: recipe.grade,
    'system-usernames': recipe['system-usernames'],
    ...(environment.length > 0 ? { environment: Object.fromEntries(environment) } : {}),
    hooks: Object.fromEntries(hooks.map((hook) => [hook, recipe.hooks[hook] ?? {}])),
  });
}
