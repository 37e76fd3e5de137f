import type { Arch } from '../domain/artifact.ts';
import type { ComponentName } from '../domain/roles.ts';

/** One thing that the payload is made of: a row of meta/ingredients.json inside it. */
export interface Ingredient {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly sha256?: string;
  readonly sha512?: string;
  readonly licence: string;
}

/** What meta/bramble.json inside the payload says: no more than is asked of each node at each deployment. */
export interface Manifest {
  readonly component: ComponentName;
  readonly version: string;
  readonly arch: Arch;
  readonly payloadId: string;
  /** Of the files and the builder's rules that it was made by. */
  readonly recipe: string;
  readonly source: string;
  /** Oldest C library that the programs run on. */
  readonly glibc: string;
  /** Minor version of the bundled Python, such as `3.11`. */
  readonly python: string;
}

const licences: Readonly<Record<string, string>> = {
  hadoop: 'Apache-2.0',
  spark: 'Apache-2.0',
  'openjdk-17-jre-headless': 'GPL-2.0-only WITH Classpath-exception-2.0',
};

/** Licence of an ingredient: its name, or the file in the payload that states it. */
export function licenceOf(name: string): string {
  return licences[name] ?? `usr/share/doc/${name}/copyright`;
}
