import { describe, expect, it } from 'vitest';
import { checks } from '../../src/doctor/checks.ts';
import { diagnoseCluster } from '../../src/doctor/diagnose.ts';
import type { NodeSpec } from '../../src/domain/cluster.ts';
import type { ExamFacts } from '../../src/domain/exam.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { hostChecks } from '../../src/plan/host-checks.ts';
import { soundExam } from '../support/exam.ts';
import { blankHost } from '../support/facts.ts';

interface Change {
  readonly facts?: Partial<HostFacts>;
  readonly exam?: Partial<ExamFacts>;
  readonly node?: Partial<NodeSpec>;
  readonly lateSeconds?: number;
}

const sound = blankHost();
const network = { ...sound.network, ownNameMeans: ['10.1.1.1'] };
const health = (throttled: number | undefined, temperatureC = 48.3) => ({ ...sound.health, throttled, temperatureC });
const wlan = { device: 'wlan0', address: '10.1.1.77', prefix: 24 };
const timeSync = soundExam().timeSync;
const ubuntu = { id: 'ubuntu', version: '24.04', title: 'Ubuntu 24.04.3 LTS' };

function diagnose({ facts, exam, node, lateSeconds = 0 }: Change): string[] {
  const spec: NodeSpec = {
    target: { name: 'red', address: 'red' },
    roles: ['worker'],
    method: 'auto',
    settings: {},
    ...node,
  };
  const seen = {
    facts: { ...sound, network, ...facts },
    exam: soundExam(exam),
    nowSeconds: sound.clockSeconds + lateSeconds,
  };
  const [report] = diagnoseCluster({ name: 'red', nodes: [spec] }, new Map([['red', seen]]));
  return (report?.diagnoses ?? []).map(({ id, severity, what }) => `${severity} ${id}: ${what}`);
}

describe('the doctor', () => {
  it('finds nothing on a machine in good order', () => {
    expect(diagnose({})).toEqual([]);
  });

  it.each<[string, Change, string]>([
    [
      'a 32-bit system',
      { facts: { machine: { ...sound.machine, arch: 'armhf' } } },
      'fatal userland: its userland is armhf on a 64-bit kernel; bramble needs a 64-bit system',
    ],
    [
      'a card that made itself read-only',
      { facts: { readOnly: ['/etc'] } },
      'fatal read-only: /etc cannot be written, not even by root',
    ],
    [
      'a full disk, once',
      { facts: { freeMb: { '/var': 20, '/opt': 20 } } },
      'fatal full-disk: its disk is full: only 20 MB are free',
    ],
    ['a clock of the past', { lateSeconds: 7200 }, "fatal clock: its clock is 120 minutes behind this machine's"],
    [
      'a port that is taken',
      { facts: { ports: [{ port: 8081, address: '*', process: 'nginx', pid: 44 }] } },
      'fatal ports: port 8081 of the worker is taken by nginx (pid 44)',
    ],
    [
      'a port that another role would want',
      { facts: { ports: [{ port: 8080, address: '*', process: 'nginx', pid: 44 }] } },
      'warning other-ports: port 8080 of the master is taken by nginx (pid 44)',
    ],
    [
      'too little memory',
      { facts: { memory: { totalMb: 400, availableMb: 300 } } },
      expect.stringMatching(/^fatal too-small: 400 MB is too little for worker/) as string,
    ],
    [
      'no snapd where snaps are asked for',
      { node: { method: 'snap' } },
      'fatal snap-asked-for: snapd is not installed',
    ],
    ['an Ubuntu without snapd', { facts: { os: ubuntu } }, 'note snapd: snapd is not installed'],
    ['an old snapd', { facts: { snapdVersion: '2.57.6' } }, 'note snapd: snapd 2.57.6 is older than 2.61'],
    [
      'a store out of reach',
      { facts: { snapdVersion: '2.68' }, exam: { snapStore: 'unreachable' } },
      'warning snap-store: the Snap Store does not answer, and the base snap core24 is not installed',
    ],
    [
      'another system',
      { facts: { os: { id: 'fedora', version: '42', title: 'Fedora Linux 42' } } },
      'warning system: it runs Fedora Linux 42, on which bramble has never been tried',
    ],
    [
      'swapping to the card',
      { exam: { swap: [{ device: '/var/swap', totalMb: 1024, usedMb: 700 }] } },
      'warning swapping: 700 MB are swapped out to its disk',
    ],
    [
      'no swap on a small machine',
      { facts: { memory: { totalMb: 1850, availableMb: 1500 } }, exam: { swap: [] } },
      'note no-swap: it has 1850 MB of memory and no swap',
    ],
    ['large pages', { exam: { pageBytes: 16_384 } }, 'note page-size: its memory pages have 16384 bytes'],
    [
      'no memory controller',
      { exam: { hasMemoryController: false } },
      'note memory-controller: its kernel has no memory controller (control groups)',
    ],
    [
      'under-voltage now',
      { facts: { health: health(0x1) } },
      'warning under-voltage: its firmware says: under-voltage now',
    ],
    [
      'under-voltage before',
      { facts: { health: health(0x10000) } },
      'warning under-voltage-before: its firmware says: under-voltage since boot',
    ],
    [
      'a capped and throttled processor',
      { facts: { health: health(0x6) } },
      'warning throttled: its firmware says: frequency capped now, throttled now',
    ],
    [
      'heat before',
      { facts: { health: health(0xe0000) } },
      'note throttled-before: its firmware says: frequency capped since boot, throttled since boot, at its soft temperature limit since boot',
    ],
    ['heat', { facts: { health: health(0, 82.5) } }, 'warning hot: its temperature is 82.5 °C'],
    [
      'little room',
      { facts: { freeMb: { '/var': 1800, '/opt': 9000 } } },
      'warning disk-space: only 1800 MB are free on its disk',
    ],
    [
      'a slow card',
      { exam: { diskSpeed: { writeMbps: 4.2, readMbps: 22 } } },
      'warning disk-speed: its disk writes 4.2 and reads 22 MB per second',
    ],
    ['a clock that is a bit late', { lateSeconds: 40 }, "warning clock-drift: its clock is 40 s behind this machine's"],
    [
      'a clock that nothing sets',
      { exam: { timeSync: { ...timeSync, isOn: false, isInSync: false } } },
      'warning time-sync-off: the synchronisation of its clock is switched off',
    ],
    [
      'a clock that nothing can set',
      { exam: { timeSync: { ...timeSync, canSync: false, isOn: false, isInSync: false } } },
      'warning no-time-sync: no program is installed that sets its clock',
    ],
    [
      'a clock not set yet',
      { exam: { timeSync: { ...timeSync, isInSync: false } } },
      'note not-in-sync: no time server has set its clock yet',
    ],
    [
      'a name that resolves to nothing',
      { facts: { network: { ...network, ownNameMeans: [] } } },
      'warning no-own-name: its own name, red, resolves to no address there',
    ],
    [
      'a name that means loopback',
      { facts: { network: { ...network, ownNameMeans: ['127.0.1.1'] } } },
      'note loopback-name: its own name, red, means 127.0.1.1 there',
    ],
    [
      'cloud-init on /etc/hosts',
      { facts: { network: { ...network, hostsFileManaged: true } } },
      'note cloud-init-hosts: cloud-init rewrites its /etc/hosts at each start',
    ],
    [
      'Wi-Fi beside the wire',
      { facts: { network: { ...network, addresses: [...network.addresses, wlan] } } },
      'warning wifi-and-wire: both eth0 (10.1.1.1) and wlan0 (10.1.1.77) are up',
    ],
    [
      'Wi-Fi alone',
      { facts: { network: { ...network, addresses: [wlan] } } },
      'note wifi-only: it is on Wi-Fi only (wlan0 (10.1.1.77))',
    ],
  ])('finds %s', (_what, change, expected) => {
    expect(diagnose(change)).toEqual([expected]);
  });

  it('says of packages that could go only where room is short', () => {
    const exam = { packageCacheMb: 300 };
    expect(diagnose({ exam })).toEqual([]);
    expect(diagnose({ exam, facts: { freeMb: { '/var': 900 } } })).toContain(
      'warning package-cache: 300 MB of its disk are downloaded packages that have been installed since',
    );
  });

  it.each<[string, Change]>([
    [
      'the clock of a container',
      { exam: { timeSync: { isContainer: true, canSync: false, isOn: false, isInSync: false } } },
    ],
    ['a disk that was not measured', { exam: { diskSpeed: undefined } }],
    ['a machine whose firmware tells nothing', { facts: { health: health(undefined) } }],
    ['swap in compressed memory', { exam: { swap: [{ device: '/dev/zram0', totalMb: 2047, usedMb: 1500 }] } }],
    ['a store that nobody needs', { facts: { snapdVersion: '2.68' }, exam: { snapStore: 'not-needed' } }],
    ['a Raspberry Pi OS without snapd', { facts: { snapdVersion: undefined } }],
  ])('has nothing to say about %s', (_what, change) => {
    expect(diagnose(change)).toEqual([]);
  });
});

describe('the table of checks', () => {
  it('names each check once', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it('calls fatal all that deploy refuses', () => {
    const fatal = checks.filter(({ severity }) => severity === 'fatal').map(({ id }) => id);
    expect(fatal).toEqual(expect.arrayContaining(hostChecks.map(({ id }) => id)));
  });
});
