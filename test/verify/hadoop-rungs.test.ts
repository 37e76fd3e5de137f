import { describe, expect, it } from 'vitest';
import type { RoleName } from '../../src/domain/roles.ts';
import { BrambleError } from '../../src/errors.ts';
import { parseBlocks } from '../../src/verify/file-check.ts';
import { judge } from '../../src/verify/ladder.ts';
import { parseStreaming } from '../../src/verify/mapreduce-check.ts';
import type {
  Answer,
  FileObservation,
  JobObservation,
  NodeObservation,
  Observation,
} from '../../src/verify/observation.ts';
import { isSettled, isStarting } from '../../src/verify/settled.ts';
import { blankHost, installedSpark, runningService } from '../support/facts.ts';

const names = ['red', 'red01', 'red02'];
const answered = (json: unknown): Answer => ({ kind: 'answered', status: 200, json });

interface NameNodeSays {
  readonly state?: string;
  readonly safemode?: string;
  readonly live?: readonly string[];
  /** Of these the NameNode thinks that they live, though they are decommissioned. */
  readonly left?: readonly string[];
  readonly dead?: Readonly<Record<string, object>>;
  readonly beans?: Readonly<Record<string, unknown>>;
}

function namenode({
  state = 'active',
  safemode = '',
  live = names,
  left = [],
  dead = {},
  beans = {},
}: NameNodeSays = {}): Answer {
  const bean = (name: string, values: object) => ({ name: `Hadoop:service=NameNode,name=${name}`, ...values });
  const numbers = {
    MissingBlocks: 0,
    CorruptBlocks: 0,
    UnderReplicatedBlocks: 0,
    CapacityTotal: 1e12,
    CapacityUsed: 1e9,
  };
  return answered({
    beans: [
      bean('NameNodeStatus', { State: state }),
      bean('FSNamesystem', { ...numbers, ...beans }),
      bean('FSNamesystemState', { NumDeadDataNodes: 0, NumStaleDataNodes: 0, ...beans }),
      bean('NameNodeInfo', {
        Safemode: safemode,
        DeadNodes: JSON.stringify(dead),
        LiveNodes: JSON.stringify(
          Object.fromEntries([
            ...live.map((name) => [`${name}:9866`, {}]),
            ...left.map((name) => [`${name}:9866`, { adminState: 'Decommissioned' }]),
          ]),
        ),
      }),
    ],
  });
}

const resourcemanager = (running: readonly string[], mb = 1024) =>
  answered({
    nodes: {
      node: running.map((nodeHostName) => ({ nodeHostName, state: 'RUNNING', usedMemoryMB: 0, availMemoryMB: mb })),
    },
  });

const placed: Readonly<Record<string, readonly RoleName[]>> = {
  red: ['namenode', 'datanode', 'resourcemanager', 'nodemanager'],
  red01: ['datanode', 'nodemanager'],
  red02: ['datanode', 'nodemanager'],
};
const well: Readonly<Partial<Record<RoleName, Answer>>> = {
  namenode: namenode(),
  datanode: answered({ beans: [{ NumFailedVolumes: 0 }] }),
  resourcemanager: resourcemanager(names),
  nodemanager: answered({ nodeInfo: { nodeHealthy: true } }),
};
const ports: Readonly<Partial<Record<RoleName, number>>> = {
  namenode: 9870,
  datanode: 9864,
  resourcemanager: 8088,
  nodemanager: 8042,
};

function node(name: string, answers: Readonly<Partial<Record<RoleName, Answer>>> = {}): NodeObservation {
  const roles = placed[name] ?? [];
  const services = Object.fromEntries(roles.map((role) => [role, runningService]));
  const hadoop = installedSpark({ services, keys: { 'yarn.memory-mb': '1024' } });
  const listening = roles.map((role) => ({ port: ports[role] ?? 0, address: '*', process: 'java', pid: 700 }));
  const facts = blankHost({ installed: { hadoop }, ports: listening });
  return {
    name,
    roles,
    packagings: { hadoop: 'tarball' },
    seen: { facts, answers: { ...well, ...answers } },
    later: facts,
  };
}

const file: FileObservation = {
  writer: 'red',
  reader: 'red02',
  exitCode: 0,
  written: 'a'.repeat(64),
  read: 'a'.repeat(64),
  blocks: [names, names, names, names],
  replication: 3,
  seconds: 9,
  tail: '',
};
const mapreduce: JobObservation = {
  exitCode: 0,
  value: 7,
  expected: 7,
  tasksByNode: { red: 3, red01: 3 },
  seconds: 30,
  tail: '',
};
const healthy: Observation = { nodes: names.map((name) => node(name)), checks: { file, mapreduce } };

const withRed = (answers: Readonly<Partial<Record<RoleName, Answer>>>): Observation => ({
  ...healthy,
  nodes: healthy.nodes.map((one) => (one.name === 'red' ? node('red', answers) : one)),
});
const withChecks = (checks: Observation['checks']): Observation => ({
  ...healthy,
  checks: { ...healthy.checks, ...checks },
});
const failedOf = (observation: Observation) =>
  judge(observation)
    .filter(({ state }) => state === 'failed')
    .map(({ rung, detail }) => `${rung}: ${detail}`);

describe('a DataNode that is away', () => {
  const answer = (adminState: string, beans = {}) =>
    namenode({
      live: ['red', 'red01'],
      dead: { 'red02:9866': { adminState } },
      beans: { NumDeadDataNodes: 1, ...beans },
    });
  const off = new BrambleError('HOST_UNREACHABLE', 'no route to host', { host: 'red02' });
  const without = (namenodeSays: Answer): Observation => ({
    ...withRed({ namenode: namenodeSays, resourcemanager: resourcemanager(['red', 'red01']) }),
    nodes: names.map((name) =>
      name === 'red02'
        ? { ...node(name), seen: { error: off } }
        : node(
            name,
            name === 'red' ? { namenode: namenodeSays, resourcemanager: resourcemanager(['red', 'red01']) } : {},
          ),
    ),
  });
  const toldOf = (observation: Observation) => failedOf(observation).join('\n');

  it('is told with the blocks that are copied because of it, as long as they are', () => {
    expect(toldOf(without(answer('In Service', { UnderReplicatedBlocks: 7 })))).toMatch(
      /2 of 3 DataNodes live; missing: red02; 7 blocks still to be copied$/m,
    );
    expect(toldOf(without(answer('In Service')))).toMatch(/2 of 3 DataNodes live; missing: red02$/m);
  });

  it('is said to be in maintenance where it is, by its own findings and by those that count it', () => {
    const told = toldOf(without(answer('In Maintenance')));
    expect(told).toMatch(/^reachable: in maintenance: no route to host$/m);
    expect(told).toMatch(/^hdfs: .*missing: red02; in maintenance: red02$/m);
    expect(told).toMatch(/^yarn: .*missing: red02; in maintenance: red02$/m);
    const finding = judge(without(answer('In Maintenance'))).find(
      ({ rung, state }) => rung === 'hdfs' && state === 'failed',
    );
    expect(finding?.hint).toBe('bramble maintenance "red02" --end');
  });

  it('is no failure where it has left and is still taken for living, silent as it is', () => {
    const silent = namenode({ left: ['red03'], beans: { NumStaleDataNodes: 1 } });
    const found = judge(withRed({ namenode: silent })).filter(({ rung }) => rung === 'hdfs');
    expect(found.map(({ state, detail }) => `${state} ${detail}`)).toContainEqual(
      'passed 3 of 3 DataNodes live; 1 that left are remembered',
    );
  });

  it('is no failure where it has left and is only remembered', () => {
    const remembered = namenode({
      dead: { 'red03:9866': { adminState: 'Decommissioned' } },
      beans: { NumDeadDataNodes: 1 },
    });
    const found = judge(withRed({ namenode: remembered })).filter(({ rung }) => rung === 'hdfs');
    expect(found.every(({ state }) => state === 'passed')).toBe(true);
    expect(found.map(({ detail }) => detail).join()).toContain('1 that left are remembered');
  });
});

describe('the ladder of Hadoop', () => {
  it('passes every rung of a healthy cluster, and says nothing of Spark', () => {
    const findings = judge(healthy);
    expect(findings.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(new Set(findings.map(({ rung }) => rung))).toEqual(
      new Set(['reachable', 'packaging', 'service', 'port', 'answer', 'hdfs', 'file', 'yarn', 'mapreduce', 'steady']),
    );
  });

  it.each<[string, Observation, RegExp]>([
    [
      'a NameNode in safe mode',
      withRed({ namenode: namenode({ safemode: 'ON: 3 blocks more' }) }),
      /^hdfs: in safe mode: ON: 3/,
    ],
    ['a NameNode in standby', withRed({ namenode: namenode({ state: 'standby' }) }), /^hdfs: the NameNode is standby/],
    [
      'a DataNode that the NameNode does not count',
      withRed({ namenode: namenode({ live: ['red', 'red02'] }) }),
      /^hdfs: 2 of 3 DataNodes live; missing: red01/,
    ],
    [
      'a stale DataNode',
      withRed({ namenode: namenode({ beans: { NumStaleDataNodes: 1 } }) }),
      /^hdfs: stale: 1 DataNode/,
    ],
    [
      'a missing block',
      withRed({ namenode: namenode({ beans: { MissingBlocks: 2, UnderReplicatedBlocks: 5 } }) }),
      /^hdfs: 2 blocks missing, 0 corrupt; 5 blocks still to be copied/,
    ],
    [
      'a full file system',
      withRed({ namenode: namenode({ beans: { CapacityUsed: 0.95e12 } }) }),
      /^hdfs: 884\.8 of 931\.3 GiB/,
    ],
    [
      'a file that came back changed',
      withChecks({ file: { ...file, read: 'b'.repeat(64) } }),
      /^file: read through red02, it has a different/,
    ],
    ['a file of one block', withChecks({ file: { ...file, blocks: [names] } }), /^file: it is only one block/],
    [
      'blocks that nobody tells of',
      withChecks({ file: { ...file, blocks: [] } }),
      /^file: the NameNode did not say where the blocks/,
    ],
    [
      'a block with too few copies',
      withChecks({ file: { ...file, blocks: [names, ['red']] } }),
      /^file: 1 of 2 blocks without 3/,
    ],
    [
      'a file that could not be written',
      withChecks({ file: { ...file, exitCode: 1 } }),
      /^file: the file could not be written/,
    ],
    [
      'a NodeManager that the ResourceManager does not count',
      withRed({ resourcemanager: resourcemanager(['red', 'red01'], 1536) }),
      /^yarn: 2 of 3 NodeManagers running; missing: red02/,
    ],
    [
      'memory that is not as set',
      withRed({ resourcemanager: resourcemanager(names, 8192) }),
      /^yarn: 24576 MB for containers, where 3072 MB were set/,
    ],
    ['a wrong result', withChecks({ mapreduce: { ...mapreduce, value: 6 } }), /^mapreduce: the job returned 6, not 7/],
    [
      'tasks on one node only',
      withChecks({ mapreduce: { ...mapreduce, tasksByNode: { red: 6 } } }),
      /^mapreduce: no task ran on red01, red02/,
    ],
    [
      'a DataNode with a broken disk',
      withRed({ datanode: answered({ beans: [{ NumFailedVolumes: 1 }] }) }),
      /^answer: 1 of its volumes/,
    ],
    [
      'an unhealthy NodeManager',
      withRed({ nodemanager: answered({ nodeInfo: { nodeHealthy: false, healthReport: '1/1 local-dirs are bad' } }) }),
      /^answer: is unhealthy: 1\/1 local-dirs/,
    ],
  ])('names %s and nothing else', (_what, observation, expected) => {
    expect(failedOf(observation)).toEqual([expect.stringMatching(expected)]);
  });

  it('says of what was not tried that it was not', () => {
    const skipped = judge({ ...healthy, checks: {} }).filter(({ state }) => state === 'skipped');
    expect(skipped.map(({ rung }) => rung)).toEqual(['file', 'mapreduce']);
  });
});

describe('waiting after a start', () => {
  it('knows a daemon that is about to be started again', () => {
    const [red] = healthy.nodes;
    if (red === undefined || !('facts' in red.seen)) throw new Error('red was seen');
    const hadoop = installedSpark({ services: { namenode: { ...runningService, active: 'activating' } } });
    const facts = { ...red.seen.facts, installed: { hadoop } };
    expect(isStarting([{ ...red, seen: { ...red.seen, facts } }])).toBe(true);
    expect(isStarting(healthy.nodes)).toBe(false);
  });

  it('ends when all that runs is counted', () => {
    expect(isSettled(healthy.nodes)).toBe(true);
  });

  it.each<[string, Readonly<Partial<Record<RoleName, Answer>>>]>([
    ['the NameNode is in safe mode', { namenode: namenode({ safemode: 'ON' }) }],
    ['a DataNode has not registered', { namenode: namenode({ live: ['red'] }) }],
    ['no space was counted', { namenode: namenode({ beans: { CapacityTotal: 0 } }) }],
    ['a NodeManager has not registered', { resourcemanager: resourcemanager(['red', 'red02']) }],
  ])('goes on while %s', (_what, answers) => {
    expect(isSettled(withRed(answers).nodes)).toBe(false);
  });
});

it('reads which DataNodes hold the blocks of a file', () => {
  const body = '{"BlockLocations":{"BlockLocation":[{"hosts":["red","red01"]},{"hosts":["red02","red"]}]}}';
  expect(parseBlocks(body)).toEqual([
    ['red', 'red01'],
    ['red02', 'red'],
  ]);
  expect(parseBlocks('<html>')).toEqual([]);
});

it('reads the sum and the nodes from what a streaming job left in HDFS', () => {
  expect(parseStreaming('node red\t4\nnode red02\t2\nsum\t125000250000\n')).toEqual({
    value: 125_000_250_000,
    tasksByNode: { red: 4, red02: 2 },
  });
  expect(parseStreaming('')).toEqual({ value: undefined, tasksByNode: {} });
});
