import type { HostFacts } from '../domain/facts.ts';
import type { RoleName } from '../domain/roles.ts';
import { isOlder } from '../domain/versions.ts';
import { oldestSnapd } from './choose-packaging.ts';
import { findTakenPorts } from './taken-ports.ts';

/** Why a host cannot have what is planned for it, and what to do about it. */
export interface Problem {
  readonly what: string;
  readonly hint: string;
}

/** All that a check of a machine may look at, whatever is to be installed on it. */
export interface HostSituation {
  readonly facts: HostFacts;
  readonly roles: readonly RoleName[];
  readonly settings: Readonly<Record<string, string>>;
  /** The operator's clock, in seconds since 1970. */
  readonly nowSeconds: number;
}

/** Something that keeps a machine out of any cluster. */
export interface HostCheck {
  readonly id: string;
  /** What is looked at, and what would be wrong with it: for the manual. */
  readonly finds: string;
  readonly breaks: string;
  /** What to do, unless the finding knows better. */
  readonly hint: string;
  readonly judge: (situation: HostSituation) => Finding | undefined;
}

/** What a check found, with a hint of its own where it knows more than its row does. */
export interface Finding {
  readonly what: string;
  readonly hint?: string;
}

const knownArchs = ['amd64', 'arm64'];
/** How far a clock may be from the operator's before nothing is deployed. */
export const clockLimitSeconds = 300;
/** Below this much free space nothing is deployed. */
export const fullMb = 100;

/** What `bramble deploy` refuses and `bramble doctor` calls fatal. Adding a check means adding a row. */
export const hostChecks: readonly HostCheck[] = [
  {
    id: 'userland',
    finds: 'a 32-bit system, even on a 64-bit kernel',
    breaks: 'neither the snaps nor the tarballs run there',
    hint: 'write the 64-bit image of Raspberry Pi OS or Ubuntu to its card',
    judge: userland,
  },
  {
    id: 'systemd',
    finds: 'an init system other than systemd',
    breaks: 'nothing could start the daemons, or keep them up',
    hint: 'use Raspberry Pi OS, Debian or Ubuntu',
    judge: systemd,
  },
  {
    id: 'read-only',
    finds: 'a file system that cannot be written; a failing card becomes read-only',
    breaks: 'nothing can be installed or configured, and running daemons fail one by one',
    hint: 'sudo dmesg | grep -iE "mmc|ext4"; save what you need, and replace the card',
    judge: readOnly,
  },
  {
    id: 'full-disk',
    finds: `less than ${fullMb} MB free`,
    breaks: 'not even a setting can be written; daemons fail one by one',
    hint: 'sudo apt clean; sudo journalctl --vacuum-size=50M',
    judge: fullDisk,
  },
  {
    id: 'clock',
    finds: `a clock more than ${clockLimitSeconds / 60} minutes from this machine’s`,
    breaks: 'certificates are refused, and logs and timeouts mean nothing',
    hint: 'sudo timedatectl set-ntp true; timedatectl',
    judge: clock,
  },
  {
    id: 'ports',
    finds: 'another program on the port of a daemon that would run there',
    breaks: 'that daemon does not start',
    hint: 'stop it, or give the daemon another port in bramble.yaml',
    judge: (situation) => findTakenPorts(situation, situation.roles),
  },
];

/** Everything about the machine itself that stands in the way of any deployment. */
export function findHostProblems(situation: HostSituation): Problem[] {
  return hostChecks.flatMap(({ judge, hint }) => {
    const finding = judge(situation);
    return finding === undefined ? [] : [{ hint, ...finding }];
  });
}

/** Why snapd there cannot have bramble's snaps; undefined where it can. */
export function snapdTrouble({ snapdVersion }: HostFacts): string | undefined {
  if (snapdVersion === undefined) return 'snapd is not installed';
  return isOlder(snapdVersion, oldestSnapd) ? `snapd ${snapdVersion} is older than ${oldestSnapd}` : undefined;
}

function userland({ facts: { machine } }: HostSituation): Finding | undefined {
  if (knownArchs.includes(machine.arch)) return undefined;
  const on64 = machine.kernelArch === 'aarch64' ? ' on a 64-bit kernel' : '';
  return { what: `its userland is ${machine.arch}${on64}; bramble needs a 64-bit system` };
}

function systemd({ facts: { machine } }: HostSituation): Finding | undefined {
  return machine.hasSystemd ? undefined : { what: 'systemd does not run there' };
}

function readOnly({ facts: { readOnly: places } }: HostSituation): Finding | undefined {
  return places.length === 0 ? undefined : { what: `${places.join(', ')} cannot be written, not even by root` };
}

function fullDisk({ facts }: HostSituation): Finding | undefined {
  const freeMb = Math.min(...Object.values(facts.freeMb));
  return freeMb >= fullMb ? undefined : { what: `its disk is full: only ${freeMb} MB are free` };
}

function clock({ facts, nowSeconds }: HostSituation): Finding | undefined {
  const skew = facts.clockSeconds - nowSeconds;
  if (Math.abs(skew) <= clockLimitSeconds) return undefined;
  const minutes = Math.abs(Math.round(skew / 60));
  return { what: `its clock is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} this machine's` };
}
