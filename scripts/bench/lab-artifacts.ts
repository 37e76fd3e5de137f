import { buildComponent } from '../../src/build/build-component.ts';
import type { Artifact, PackagingName } from '../../src/domain/artifact.ts';
import type { ComponentName } from '../../src/domain/roles.ts';
import type { LabOs } from '../../src/lab/os.ts';
import type { Bench } from './bench.ts';

/** How a virtual Pi with each system gets a component. */
export const packagingOn: Readonly<Record<LabOs, PackagingName>> = { ubuntu: 'snap', raspios: 'tarball' };

/** What a deploy of the component sends to virtual Pis, built where it is not there yet. */
export async function buildArtifacts(component: ComponentName, { signal, say }: Bench): Promise<readonly Artifact[]> {
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const choices = { builder: 'auto', source: 'auto', packagings: ['snap', 'tarball'] } as const;
  return await buildComponent({ component, arch, ...choices, signal }, ({ text }) => say(text));
}

/** The one of them that a virtual Pi with that system is sent. */
export function artifactFor(os: LabOs, artifacts: readonly Artifact[]): Artifact {
  const found = artifacts.find(({ packaging }) => packaging === packagingOn[os]);
  if (found === undefined) throw new Error(`there is no ${packagingOn[os]} to send`);
  return found;
}
