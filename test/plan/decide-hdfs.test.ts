import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { HdfsFacts, HdfsFolder, HostFacts } from '../../src/domain/facts.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { decideHdfs } from '../../src/plan/decide-hdfs.ts';
import { blankHost, installedSpark } from '../support/facts.ts';

const common = '/var/lib/bramble/hadoop/common/hdfs';
const folder = (kind: HdfsFolder['kind'], clusterId: string, entries = clusterId === '' ? 0 : 3): HdfsFolder => ({
  kind,
  path: `${common}/${kind}`,
  entries,
  clusterId,
});
const none: HdfsFacts = { created: '', folders: [] };
const empty: HdfsFacts = { created: '', folders: [folder('name', ''), folder('data', '')] };
const whole: HdfsFacts = { created: 'red-1', folders: [folder('name', 'red-1'), folder('data', 'red-1')] };
const blocks: HdfsFacts = { created: '', folders: [folder('data', 'red-1')] };

const node = (name: string, roles: RoleName[]): ClusterSpec['nodes'][number] => ({
  target: { name, address: name },
  roles,
  method: 'auto',
  settings: {},
});
const spec: ClusterSpec = { name: 'red', nodes: [node('red', ['namenode']), node('red01', ['datanode'])] };

function decide(red: HdfsFacts, red01: HdfsFacts, change: Partial<HostFacts> = {}) {
  const facts = new Map([
    ['red', blankHost({ hdfs: red, ...change })],
    ['red01', blankHost({ hdfs: red01 })],
  ]);
  return decideHdfs(spec, facts, 'new-1');
}

const refusalOf = (...worlds: Parameters<typeof decide>) => {
  const decision = decide(...worlds);
  if (decision === undefined || !('problems' in decision)) return decision;
  return Object.fromEntries([...decision.problems].map(([name, [first]]) => [name, first?.what]));
};

describe('the file system of a cluster', () => {
  it.each([
    ['blank hosts', none, none],
    ['hosts with Hadoop’s empty folders', empty, empty],
  ])('is new on %s', (_what, red, red01) => {
    expect(decide(red, red01)).toEqual({ clusterId: 'new-1', creates: true });
  });

  it('is the one that is there', () => {
    expect(decide(whole, blocks)).toEqual({ clusterId: 'red-1', creates: false });
    expect(decide({ ...whole, created: '' }, none)).toEqual({ clusterId: 'red-1', creates: false });
  });

  it('is the one that a deployment was to create when it was cut off', () => {
    const hadoop = installedSpark({ keys: { 'hdfs.create-id': 'red-7', 'hdfs.cluster-id': 'red-7' } });
    expect(decide(empty, none, { installed: { hadoop } })).toEqual({ clusterId: 'red-7', creates: true });
  });

  it('is none where no NameNode is planned', () => {
    expect(decideHdfs({ name: 'red', nodes: [node('red', ['worker'])] }, new Map(), 'new-1')).toBeUndefined();
  });

  it.each<[string, HdfsFacts, HdfsFacts, Record<string, unknown>]>([
    [
      'metadata that was there is gone or not mounted',
      { created: 'red-1', folders: [folder('name', '')] },
      blocks,
      { red: expect.stringMatching(/red-1 was created here, but .*\/name holds no metadata/) },
    ],
    [
      'the NameNode is blank and another host holds blocks',
      none,
      blocks,
      { red: expect.stringMatching(/^red01 holds data of a file system whose NameNode was not on red/) },
    ],
    [
      'another host was the NameNode',
      none,
      { created: 'red-1', folders: [] },
      { red: expect.stringMatching(/^red01 holds data/) },
    ],
    [
      'the folder for metadata holds something else',
      { created: '', folders: [folder('name', '', 4)] },
      none,
      { red: expect.stringMatching(/is not empty and holds no file system/) },
    ],
    [
      'hosts hold data of different file systems',
      whole,
      { created: '', folders: [folder('data', 'blue-9')] },
      {
        red: expect.stringMatching(/red-1; the hosts disagree/),
        red01: expect.stringMatching(/blue-9; the hosts disagree/),
      },
    ],
    [
      'one host holds data of two file systems',
      { created: 'red-1', folders: [folder('name', 'red-2')] },
      none,
      { red: expect.stringMatching(/red-1 and of red-2/) },
    ],
  ])('is refused where %s', (_why, red, red01, expected) => {
    expect(refusalOf(red, red01)).toEqual(expected);
  });
});

describe('whatever is found on the hosts', () => {
  const id = fc.constantFrom('', '', '', 'red-1', 'blue-9');
  const folders = fc.array(
    fc.record({ kind: fc.constantFrom('name' as const, 'data' as const), id, entries: fc.nat(2) }),
    { maxLength: 3 },
  );
  const anyHost = fc.record({ created: id, folders }).map((host) => ({
    created: host.created,
    folders: host.folders.map((one) => folder(one.kind, one.id, one.entries)),
  }));
  const hosts = fc.array(fc.oneof(fc.constant(none), fc.constant(empty), anyHost), { minLength: 1, maxLength: 4 });

  it('no file system is created where any host holds or held one, and one that is whole is never given up', () => {
    const decided = { created: 0, kept: 0 };
    fc.assert(
      fc.property(hosts, (seen) => {
        const decision = decideAll(seen);
        if (decision === undefined || !('clusterId' in decision)) return;
        decided[decision.creates ? 'created' : 'kept'] += 1;
        expect(idsOf(seen)).toEqual(new Set(decision.creates ? [] : [decision.clusterId]));
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(decided.created, decided.kept)).toBeGreaterThan(50);
  });
});

function decideAll(hosts: readonly HdfsFacts[]) {
  const names = hosts.map((_, at) => `red${at}`);
  const nodes = names.map((name, at) => node(name, at === 0 ? ['namenode', 'datanode'] : ['datanode']));
  const facts = new Map(names.map((name, at) => [name, blankHost({ hdfs: hosts[at] ?? none })]));
  return decideHdfs({ name: 'red', nodes }, facts, 'new-1');
}

function idsOf(hosts: readonly HdfsFacts[]): Set<string> {
  const ids = hosts.flatMap(({ created, folders }) => [created, ...folders.map(({ clusterId }) => clusterId)]);
  return new Set(ids.filter((id) => id !== ''));
}
