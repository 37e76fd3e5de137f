import { Argument } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';

/** The words that say which components are meant; none stands for those that the cluster has. */
export function componentsArgument(): Argument {
  return new Argument(
    '[components...]',
    'components to work on (default: those of the cluster, otherwise spark)',
  ).choices([...componentNames, 'all']);
}

/** The components that the words stand for; undefined where there is no word. */
export function readComponents(words: readonly string[]): readonly ComponentName[] | undefined {
  if (words.length === 0) return undefined;
  return componentNames.filter((name) => words.includes('all') || words.includes(name));
}
