import type { Artifact } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import { keys } from '../domain/keys.ts';
import { type ComponentName, type RoleName, roles } from '../domain/roles.ts';
import { isOlder } from '../domain/versions.ts';
import { oldestSnapd, type PackagingChoice } from './choose-packaging.ts';

/** Why a host cannot have what is planned for it, and what to do about it. */
export interface Problem {
  readonly what: string;
  readonly hint: string;
}

/** All that a check may look at. */
export interface NodeSituation {
  readonly facts: HostFacts;
  readonly component: ComponentName;
  readonly choice: PackagingChoice;
  readonly roles: readonly RoleName[];
  readonly settings: Readonly<Record<string, string>>;
  /** Present where something is to be installed. */
  readonly artifact?: Artifact | undefined;
  /** The operator's clock, in seconds since 1970. */
  readonly nowSeconds: number;
}

type Check = (situation: NodeSituation) => Problem | undefined;

const knownArchs = ['amd64', 'arm64'];
const clockLimitSeconds = 300;
const mb = 1024 * 1024;

const checks: readonly Check[] = [
  userland,
  systemd,
  snapd,
  foreignSnap,
  samePackaging,
  architecture,
  libc,
  disk,
  clock,
  portsFree,
];

/** Everything that stands in the way on one host, all of it at once. */
export function findProblems(situation: NodeSituation): Problem[] {
  return checks.map((check) => check(situation)).filter((problem) => problem !== undefined);
}

function userland({ facts: { machine } }: NodeSituation): Problem | undefined {
  if (knownArchs.includes(machine.arch)) return undefined;
  const on64 = machine.kernelArch === 'aarch64' ? ' on a 64-bit kernel' : '';
  return {
    what: `its userland is ${machine.arch}${on64}; Spark needs a 64-bit system`,
    hint: 'write the 64-bit image of Raspberry Pi OS or Ubuntu to its card',
  };
}

function systemd({ facts: { machine } }: NodeSituation): Problem | undefined {
  if (machine.hasSystemd) return undefined;
  return { what: 'systemd does not run there', hint: 'use Raspberry Pi OS, Debian or Ubuntu' };
}

function snapd({ facts, choice }: NodeSituation): Problem | undefined {
  if (choice.packaging !== 'snap') return undefined;
  const version = facts.snapdVersion;
  if (version !== undefined && !isOlder(version, oldestSnapd)) return undefined;
  return {
    what: version === undefined ? 'snapd is not installed' : `snapd ${version} is older than ${oldestSnapd}`,
    hint: '`--method auto` uses a tarball there, or `sudo apt install snapd` brings a newer one',
  };
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

function disk({ facts, choice, artifact }: NodeSituation): Problem | undefined {
  if (artifact === undefined) return undefined;
  const freeMb = Math.min(...Object.values(facts.freeMb));
  const neededMb = Math.ceil(spaceBytes(artifact) / mb);
  if (freeMb >= neededMb) return undefined;
  return {
    what: `${freeMb} MB are free, a ${choice.packaging} of ${artifact.component} needs ${neededMb} MB while it is installed`,
    hint: 'sudo apt clean; sudo journalctl --vacuum-size=50M',
  };
}

/** The file that was sent, what is made of it, and a fifth more for work. snapd copies the file; a tarball is unpacked. */
function spaceBytes({ packaging, sizeBytes, payloadBytes }: Artifact): number {
  return (sizeBytes + (packaging === 'snap' ? sizeBytes : payloadBytes)) * 1.2;
}

function clock({ facts, nowSeconds }: NodeSituation): Problem | undefined {
  const skew = facts.clockSeconds - nowSeconds;
  if (Math.abs(skew) <= clockLimitSeconds) return undefined;
  return {
    what: `its clock is ${Math.abs(Math.round(skew / 60))} minutes ${skew > 0 ? 'ahead of' : 'behind'} this machine's`,
    hint: 'sudo timedatectl set-ntp true; timedatectl',
  };
}

function portsFree(situation: NodeSituation): Problem | undefined {
  const taken = situation.roles.flatMap((role) => takenPort(situation, role));
  const [first] = taken;
  if (first === undefined) return undefined;
  return { what: taken.map(({ what }) => what).join('; '), hint: first.hint };
}

function takenPort({ facts, component, settings }: NodeSituation, role: RoleName): Problem[] {
  const { portKey } = roles[role];
  const port = Number(settings[portKey] ?? keys.find(({ name }) => name === portKey)?.default);
  const ownPid = facts.installed[component]?.services[role]?.mainPid;
  const listener = facts.ports.find((one) => one.port === port && one.pid !== ownPid);
  if (listener === undefined || ownPid === listener.pid) return [];
  return [
    {
      what: `port ${port} of the ${role} is taken by ${listener.process || 'another program'}${listener.pid === undefined ? '' : ` (pid ${listener.pid})`}`,
      hint: `stop it, or set ${portKey} to another port in bramble.yaml`,
    },
  ];
}
