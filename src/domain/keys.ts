import { hadoopKeys } from './hadoop-keys.ts';
import type { Key } from './key-types.ts';
import type { ComponentName } from './roles.ts';
import { sparkKeys } from './spark-keys.ts';

/**
 * Every setting of a node, spelt once. Validators, the snaps' descriptions and the reference page are made from it.
 * A name that two components share means the same in both, so that a cluster file sets it once.
 */
export const keys: readonly Key[] = [...sparkKeys, ...hadoopKeys];

/** The keys of one component. */
export function keysOf(component: ComponentName): Key[] {
  return keys.filter((key) => key.component === component);
}

/** A key of a component, or undefined where it has none of that name. */
export function findKey(component: ComponentName, name: string): Key | undefined {
  return keys.find((key) => key.component === component && key.name === name);
}
