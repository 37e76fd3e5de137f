import { describe, expect, it } from 'vitest';
import { findDiskProblem, findProblems, type NodeSituation } from '../../src/plan/suitability.ts';
import { blankHost, installedSpark, runningService, sparkArtifact } from '../support/facts.ts';

const fit: NodeSituation = {
  facts: blankHost(),
  component: 'spark',
  choice: { packaging: 'tarball', because: 'no snapd' },
  roles: ['worker'],
  settings: {},
  artifact: sparkArtifact(),
  nowSeconds: 1_800_000_000,
};
const machine = fit.facts.machine;
const problems = (change: Partial<NodeSituation>) => findProblems({ ...fit, ...change }).map(({ what }) => what);
const asSnap = {
  choice: { packaging: 'snap', because: 'asked for' },
  artifact: sparkArtifact({ packaging: 'snap' }),
} as const;

describe('what stands in the way of a deployment', () => {
  it('is nothing on a fit host', () => {
    expect(problems({})).toEqual([]);
  });

  it.each<[string, Partial<NodeSituation>, string]>([
    [
      'a 32-bit userland',
      { facts: blankHost({ machine: { ...machine, arch: 'armhf' } }), artifact: undefined },
      'its userland is armhf on a 64-bit kernel; bramble needs a 64-bit system',
    ],
    ['no systemd', { facts: blankHost({ machine: { ...machine, hasSystemd: false } }) }, 'systemd does not run there'],
    ['a snap without snapd', asSnap, 'snapd is not installed'],
    [
      'a snap with an old snapd',
      { ...asSnap, facts: blankHost({ snapdVersion: '2.57.6' }) },
      'snapd 2.57.6 is older than 2.61',
    ],
    [
      'a snap of that name from elsewhere',
      { facts: blankHost({ installed: { spark: installedSpark({ payloadId: undefined }) } }) },
      'a tarball of this name that bramble did not build is installed (revision x1)',
    ],
    [
      'the other packaging',
      { ...asSnap, facts: blankHost({ snapdVersion: '2.68', installed: { spark: installedSpark() } }) },
      'spark is installed there as a tarball, not as a snap',
    ],
    [
      'another architecture',
      { artifact: sparkArtifact({ arch: 'amd64' }) },
      'the artifact is for amd64, the host is arm64',
    ],
    [
      'an older C library',
      { facts: blankHost({ machine: { ...machine, glibc: '2.31' } }) },
      'its C library 2.31 is older than 2.36, which the tarball was built for',
    ],
    [
      'a card that has made itself read-only',
      { facts: blankHost({ readOnly: ['/etc', '/var'] }) },
      '/etc, /var cannot be written, not even by root',
    ],
    [
      'a disk without any room',
      { facts: blankHost({ freeMb: { '/var': 12, '/opt': 12 } }), artifact: undefined },
      'its disk is full: only 12 MB are free',
    ],
    ['a clock that is hours behind', { nowSeconds: 1_800_007_200 }, "its clock is 120 minutes behind this machine's"],
    [
      'a port that something else holds',
      { facts: blankHost({ ports: [{ port: 8081, address: '*', process: 'nginx', pid: 44 }] }) },
      'port 8081 of the worker is taken by nginx (pid 44)',
    ],
  ])('is %s', (_what, change, expected) => {
    expect(problems(change)).toEqual([expected]);
  });

  it('is not the worker’s own process on its port', () => {
    const installed = installedSpark({ services: { worker: runningService } });
    const ports = [{ port: 8081, address: '*', process: 'java', pid: runningService.mainPid }];
    expect(problems({ facts: blankHost({ installed: { spark: installed }, ports }) })).toEqual([]);
  });

  it('is looked for on the port that the node is set to', () => {
    const ports = [{ port: 9000, address: '*', process: 'nginx', pid: 44 }];
    expect(problems({ facts: blankHost({ ports }), settings: { 'worker.ui-port': '9000' } })).toEqual([
      'port 9000 of the worker is taken by nginx (pid 44)',
    ]);
  });
});

describe('room on a host', () => {
  const spark = { component: 'spark', choice: fit.choice, artifact: sparkArtifact() } as const;
  const hadoop = { ...spark, component: 'hadoop', choice: { packaging: 'snap', because: '' } } as const;
  const lacking = (freeMb: number, ...parts: Parameters<typeof findDiskProblem>[0]) =>
    findDiskProblem(parts, blankHost({ freeMb: { '/var': freeMb, '/opt': 20_000 } })).map(({ what }) => what);

  it('is needed for the file and for what is made of it', () => {
    expect(lacking(1440, spark)).toEqual([]);
    expect(lacking(1439, spark)).toEqual([
      'only 1439 MB are free; a tarball of spark needs 1440 MB while it is being installed',
    ]);
  });

  it('is needed for all that comes, as every file is there before the first is installed', () => {
    expect(lacking(2879, hadoop, spark)).toEqual([
      'only 2879 MB are free; a snap of hadoop and a tarball of spark need 2880 MB while they are being installed',
    ]);
    expect(lacking(2880, hadoop, spark)).toEqual([]);
  });

  it('is not needed where nothing comes', () => {
    expect(lacking(10, { ...spark, artifact: undefined })).toEqual([]);
  });
});
