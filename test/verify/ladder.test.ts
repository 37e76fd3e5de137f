import { describe, expect, it } from 'vitest';
import type { HostFacts, ServiceFacts } from '../../src/domain/facts.ts';
import { BrambleError } from '../../src/errors.ts';
import { expectedOf } from '../../src/verify/check-job.ts';
import { judge } from '../../src/verify/ladder.ts';
import type { Answer, JobObservation, NodeObservation, Observation } from '../../src/verify/observation.ts';
import { blankHost, installedSpark, runningService } from '../support/facts.ts';

const expectedSum = expectedOf({ input: undefined });
const pids = { master: 701, worker: 702, 'history-server': 703, connect: 704 };
const ports = { master: 8080, worker: 8081, 'history-server': 18_080, connect: 15_002 };

type SparkRole = keyof typeof pids;

function facts(roles: readonly SparkRole[], change: Partial<ServiceFacts> = {}): HostFacts {
  const services = Object.fromEntries(
    roles.map((role) => [role, { ...runningService, mainPid: pids[role], ...change }]),
  );
  const listening = roles.map((role) => ({
    port: ports[role],
    address: '*',
    process: 'java',
    pid: change.mainPid ?? pids[role],
  }));
  return blankHost({ ports: listening, installed: { spark: installedSpark({ services }) } });
}

const answered = (json: unknown): Answer => ({ kind: 'answered', status: 200, json });
const masterPage = (...alive: string[]) =>
  answered({ status: 'ALIVE', workers: alive.map((host) => ({ host, state: 'ALIVE' })) });

const red: NodeObservation = {
  name: 'red',
  roles: ['master'],
  packagings: { spark: 'tarball' },
  seen: { facts: facts(['master']), answers: { master: masterPage('red01', 'red02') } },
  later: facts(['master']),
};
const worker = (name: string): NodeObservation => ({
  name,
  roles: ['worker'],
  packagings: { spark: 'tarball' },
  seen: { facts: facts(['worker']), answers: { worker: answered({ id: name }) } },
  later: facts(['worker']),
});
const job: JobObservation = {
  exitCode: 0,
  value: expectedSum,
  expected: expectedSum,
  tasksByNode: { red01: 4, red02: 4 },
  seconds: 20,
  tail: '',
};
const healthy: Observation = { nodes: [red, worker('red01'), worker('red02')], checks: { job } };

const withJob = (change: Partial<JobObservation>): Observation => ({
  ...healthy,
  checks: { job: { ...job, ...change } },
});
const withRed = (change: Partial<NodeObservation>): Observation => ({
  ...healthy,
  nodes: [{ ...red, ...change }, ...healthy.nodes.slice(1)],
});
const withRed01 = (change: Partial<NodeObservation>): Observation => ({
  ...healthy,
  nodes: [red, { ...worker('red01'), ...change }, worker('red02')],
});
const seenAs = (seen: HostFacts): NodeObservation['seen'] => ({ facts: seen, answers: { worker: answered({}) } });

describe('the ladder', () => {
  it('passes every rung of a healthy cluster', () => {
    const findings = judge(healthy);
    expect(findings.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(new Set(findings.map(({ rung }) => rung)).size).toBe(8);
  });

  it.each<[string, Observation, string[]]>([
    [
      'names a worker that was stopped once, not on every rung above',
      withRed01({
        seen: {
          facts: { ...facts(['worker'], { active: 'inactive', subState: 'dead' }), ports: [] },
          answers: { worker: { kind: 'silent', why: 'refused' } },
        },
      }),
      ['service red01'],
    ],
    [
      'names a worker that does not come back after a reboot',
      withRed01({ seen: seenAs(facts(['worker'], { enabled: false })) }),
      ['service red01'],
    ],
    [
      'names a crash loop though systemd says active',
      withRed01({ later: facts(['worker'], { restarts: 3 }) }),
      ['steady red01'],
    ],
    [
      'names a process that changed without a counted restart',
      withRed01({ later: facts(['worker'], { mainPid: 999 }) }),
      ['steady red01'],
    ],
    [
      'names a daemon that is too young to be trusted',
      withRed01({ later: facts(['worker'], { activeSeconds: 4 }) }),
      ['steady red01'],
    ],
    ['names a node that died in between', withRed01({ later: undefined }), ['steady red01']],
    [
      'names a port that another process holds',
      withRed01({
        seen: seenAs({ ...facts(['worker']), ports: [{ port: 8081, address: '*', process: 'nginx', pid: 9 }] }),
      }),
      ['port red01'],
    ],
    [
      'names a master in recovery',
      withRed({
        seen: {
          facts: facts(['master']),
          answers: {
            master: answered({
              status: 'RECOVERING',
              workers: [
                { host: 'red01', state: 'ALIVE' },
                { host: 'red02', state: 'ALIVE' },
              ],
            }),
          },
        },
      }),
      ['answer red'],
    ],
    [
      'names a worker that the master does not know',
      withRed({ seen: { facts: facts(['master']), answers: { master: masterPage('red01') } } }),
      ['workers'],
    ],
    [
      'names a worker that nobody planned',
      withRed({ seen: { facts: facts(['master']), answers: { master: masterPage('red01', 'red02', 'blue') } } }),
      ['workers'],
    ],
    ['rejects a wrong result', withJob({ value: expectedSum + 1 }), ['job']],
    ['rejects a job that failed', withJob({ exitCode: 1 }), ['job']],
    ['rejects a job that left a worker idle', withJob({ tasksByNode: { red01: 8 } }), ['job']],
    ['names the packaging that was not planned', withRed01({ packagings: { spark: 'snap' } }), ['packaging red01']],
    [
      'names a snap that is not confined',
      withRed01({
        packagings: { spark: 'snap' },
        seen: seenAs({
          ...facts(['worker']),
          installed: {
            spark: installedSpark({
              packaging: 'snap',
              confinement: 'devmode',
              services: { worker: { ...runningService, mainPid: pids.worker } },
            }),
          },
        }),
      }),
      ['packaging red01'],
    ],
  ])('%s', (_rule, observation, expected) => {
    const failed = judge(observation).filter(({ state }) => state === 'failed');
    expect(failed.map(({ rung, node }) => [rung, node].filter(Boolean).join(' '))).toEqual(expected);
  });

  it('tells what else it knows when a node cannot be reached', () => {
    const error = new BrambleError('HOST_TIMEOUT', 'no answer within 10 s', { host: 'red01' });
    const findings = judge(withRed01({ seen: { error }, later: undefined }));
    expect(findings.filter(({ state }) => state === 'failed').map(({ rung }) => rung)).toEqual(['reachable']);
    expect(findings.filter(({ state, node }) => state === 'skipped' && node === 'red01')).toHaveLength(4);
    expect(findings.filter(({ node }) => node === 'red02').every(({ state }) => state === 'passed')).toBe(true);
  });

  it('skips the job where there is no master to submit to', () => {
    const findings = judge({ ...healthy, checks: {} });
    expect(findings.find(({ rung }) => rung === 'job')?.state).toBe('skipped');
  });

  it('gives every failure a next step', () => {
    const findings = judge(withRed01({ later: undefined, packagings: { spark: 'snap' } }));
    expect(findings.filter(({ state, hint }) => state === 'failed' && hint === undefined)).toEqual([]);
  });
});
