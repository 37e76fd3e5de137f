import { Argument } from 'commander';
import { componentNames } from '../domain/components.ts';

/** The word that says which component is meant; Spark where none is given. */
export function componentArgument(): Argument {
  return new Argument('[component]', 'what to work on').choices(componentNames).default('spark');
}
