import type { HostFacts } from '../domain/facts.ts';
import { findKey } from '../domain/keys.ts';
import type { ComponentName } from '../domain/roles.ts';

/** What a key is on a node: as it was set there, else its default. */
export function keyOn(component: ComponentName, name: string, { installed }: HostFacts): string {
  return installed[component]?.keys[name] ?? findKey(component, name)?.default ?? '';
}
