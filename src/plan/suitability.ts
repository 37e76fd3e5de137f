import type { Artifact } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { isOlder } from '../domain/versions.ts';
import type { PackagingChoice } from './choose-packaging.ts';
import { findHostProblems, type HostSituation, type Problem, snapdTrouble } from './host-checks.ts';

export type { Problem } from './host-checks.ts';

/** All that a check may look at. */
export interface NodeSituation extends HostSituation {
  readonly component: ComponentName;
  readonly choice: PackagingChoice;
  /** Present where something is to be installed. */
  readonly artifact?: Artifact | undefined;
  /** Present where snapd gets it from the Snap Store. */
  readonly fromSnapStore?: object | undefined;
}

type Check = (situation: NodeSituation) => Problem | undefined;

const mb = 1024 * 1024;

const checks: readonly Check[] = [snapd, foreignSnap, samePackaging, snapStore, architecture, libc];

/** Everything that stands in the way on one host, all of it at once. */
export function findProblems(situation: NodeSituation): Problem[] {
  const ofComponent = checks.map((check) => check(situation)).filter((problem) => problem !== undefined);
  return [...findHostProblems(situation), ...ofComponent];
}

function snapd({ facts, choice }: NodeSituation): Problem | undefined {
  if (choice.packaging !== 'snap') return undefined;
  const what = snapdTrouble(facts);
  return what === undefined
    ? undefined
    : { what, hint: '`--method auto` uses a tarball there, or `sudo apt install snapd` brings a newer one' };
}

function foreignSnap({ facts, component }: NodeSituation): Problem | undefined {
  const installed = facts.installed[component];
  if (installed === undefined || installed.payloadId !== undefined) return undefined;
  return {
    what: `a ${installed.packaging} of this name that bramble did not build is installed (revision ${installed.revision})`,
    hint: `sudo snap remove bramble-${component}`,
  };
}

function samePackaging({ facts, component, choice }: NodeSituation): Problem | undefined {
  const installed = facts.installed[component];
  if (installed === undefined || installed.packaging === choice.packaging) return undefined;
  return {
    what: `${component} is installed there as a ${installed.packaging}, not as a ${choice.packaging}`,
    hint: `bramble uninstall ${component} first, or use --method auto`,
  };
}

function snapStore({ choice, component, fromSnapStore }: NodeSituation): Problem | undefined {
  if (fromSnapStore === undefined || choice.packaging === 'snap') return undefined;
  return {
    what: `it gets ${component} as a tarball (${choice.because}), and the Snap Store has snaps only`,
    hint: 'put Ubuntu on it, or release snap and tarball to a store of your own',
  };
}

function architecture({ facts, artifact }: NodeSituation): Problem | undefined {
  if (artifact === undefined || artifact.arch === facts.machine.arch) return undefined;
  return {
    what: `the artifact is for ${artifact.arch}, the host is ${facts.machine.arch}`,
    hint: `bramble build ${artifact.component} --arch ${facts.machine.arch}`,
  };
}

/** A snap brings its C library along in its base; a tarball runs on the host's. */
function libc({ facts: { machine }, artifact }: NodeSituation): Problem | undefined {
  if (artifact?.packaging !== 'tarball' || machine.glibc === '' || !isOlder(machine.glibc, artifact.glibc))
    return undefined;
  return {
    what: `its C library ${machine.glibc} is older than ${artifact.glibc}, which the tarball was built for`,
    hint: 'upgrade its system, or build with --source registry on Debian 12',
  };
}

type Coming = Pick<NodeSituation, 'component' | 'choice' | 'artifact'>;

/** Whether all that a node is to get has room at once: every file is there before the first is installed. */
export function findDiskProblem(parts: readonly Coming[], { freeMb: free }: HostFacts): Problem[] {
  const coming = parts.flatMap(({ component, choice, artifact }) =>
    artifact === undefined ? [] : [{ what: `a ${choice.packaging} of ${component}`, bytes: spaceBytes(artifact) }],
  );
  const freeMb = Math.min(...Object.values(free));
  const neededMb = Math.ceil(coming.reduce((sum, { bytes }) => sum + bytes, 0) / mb);
  if (coming.length === 0 || freeMb >= neededMb) return [];
  const [need, they] = coming.length === 1 ? ['needs', 'it is'] : ['need', 'they are'];
  const what = coming.map((one) => one.what).join(' and ');
  return [
    {
      what: `only ${freeMb} MB are free; ${what} ${need} ${neededMb} MB while ${they} being installed`,
      hint: 'sudo apt clean; sudo journalctl --vacuum-size=50M',
    },
  ];
}

/** The file that was sent, what is made of it, and a fifth more for work. snapd copies the file; a tarball is unpacked. */
function spaceBytes({ packaging, sizeBytes, payloadBytes }: Artifact): number {
  return (sizeBytes + (packaging === 'snap' ? sizeBytes : payloadBytes)) * 1.2;
}
