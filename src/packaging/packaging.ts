import type { PackagingName } from '../domain/artifact.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';

/** How a host is made to want a component. One file per way; everything above asks this interface only. */
export interface Packaging {
  readonly name: PackagingName;
  /** Directory of the running revision's payload. */
  readonly root: (component: ComponentName) => string;
  /** Directory of data that outlives revisions. */
  readonly common: (component: ComponentName) => string;
  /** User that the daemons run as. */
  readonly serviceUser: string;
  readonly unit: (component: ComponentName, role: RoleName) => string;
  /** Does nothing where the payload of that id is installed already. */
  readonly install: (component: ComponentName, file: string, payloadId?: string) => Step;
  /** Sets all given keys in one transaction; an empty value unsets. */
  readonly setKeys: (component: ComponentName, values: Readonly<Record<string, string>>) => Step;
  readonly startRole: (component: ComponentName, role: RoleName) => Step;
  readonly restartRole: (component: ComponentName, role: RoleName) => Step;
  /** Prints the manifest of each revision that is there, below a line `--- REVISION`. */
  readonly listRevisions: (component: ComponentName) => Step;
  /** Goes back to the revision before the running one, with the keys of then. */
  readonly revert: (component: ComponentName) => Step;
  readonly remove: (component: ComponentName, options: { readonly purge: boolean }) => Step;
  /** Path of a command such as `submit` on the node. */
  readonly command: (component: ComponentName, command: string) => string;
}

/** One command as root; `kit` asks for the node kit's `bramble-node` on standard input. */
export interface Step {
  readonly argv: readonly string[];
  readonly stdin?: 'bramble-node';
  /** What to call it where it fails, in place of its words. */
  readonly label?: string;
}
