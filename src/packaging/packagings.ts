import type { PackagingName } from '../domain/artifact.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Packaging } from './packaging.ts';
import { snap } from './snap.ts';
import { tarball } from './tarball.ts';

/** Every way to bring a component to a host. */
export const packagings: Readonly<Record<PackagingName, Packaging>> = { snap, tarball };

/** File of the secret that all nodes of a cluster share. */
export function secretPath(packaging: Packaging, component: ComponentName): string {
  return `${packaging.common(component)}/secret/authenticate`;
}
