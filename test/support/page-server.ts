import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobStore } from '../../src/api/jobs/job-store.ts';
import { buildServer } from '../../src/api/server.ts';
import type { ReadLogs } from '../../src/api/services.ts';
import type { ClusterSpec, NodeSpec } from '../../src/domain/cluster.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { BrambleError } from '../../src/errors.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import type { OperationName } from '../../src/operations/option-rows.ts';
import { blankHost, installedSpark, runningService } from './facts.ts';
import { inventMeasurement, inventRecord } from './invented-record.ts';
import { inventServices } from './invented-services.ts';

/** A server whose clusters and operations are invented; everything between them and the page is bramble's own. */
export interface PageServer {
  readonly url: string;
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

interface Options {
  /** What each kind of job does; others end at once. */
  readonly operations?: Readonly<Partial<Record<OperationName, AnyOperation>>>;
  readonly clusters?: Map<string, ClusterSpec>;
  readonly store?: JobStore;
  readonly port?: number;
}

/** What it asks for. */
export const pageToken = 'token-of-the-page-tests';

/** Starts it on loopback. */
export async function startPageServer({ operations = {}, port = 0, ...given }: Options = {}): Promise<PageServer> {
  const services = inventServices({
    clusters: new Map([['red', red]]),
    operationOf: (kind) => operations[kind] ?? (async () => {}),
    look: statusOf,
    readLogs: writeSometimes,
    onBug: fail,
    ...given,
  });
  const hostNames = new Set(['127.0.0.1']);
  const server = await buildServer(services, { token: pageToken, hostNames, onBug: fail });
  await server.listen({ host: '127.0.0.1', port });
  const taken = (server.server.address() as AddressInfo).port; // it listens on TCP
  const url = `http://127.0.0.1:${taken}/`;
  return { url, address: `${url}#token=${pageToken}`, port: taken, close: () => server.close() };
}

function fail(error: unknown): void {
  throw error;
}

function node(name: string, roles: readonly RoleName[]): NodeSpec {
  return { target: { name, address: name }, roles, method: 'auto', settings: {} };
}

/** Three Pis: one well, one hot, one that does not answer. */
const red: ClusterSpec = {
  name: 'red',
  nodes: [node('red', ['master', 'worker', 'history-server']), node('red01', ['worker']), node('red02', ['worker'])],
};

function statusOf({ name, nodes }: ClusterSpec): object {
  return { cluster: name, maintenance: [], nodes: nodes.map(seenOf) };
}

function seenOf({ target: { name }, roles }: NodeSpec): object {
  if (name === 'red02')
    return { host: name, roles, error: { code: 'HOST_TIMEOUT', message: 'it did not answer within 10 s' } };
  const services = Object.fromEntries(roles.map((role) => [role, runningService]));
  const health = {
    load: 1.25,
    uptimeSeconds: 5000,
    temperatureC: name === 'red01' ? 82.1 : 48.3,
    throttled: name === 'red01' ? 0x5 : 0,
  };
  return { host: name, roles, facts: blankHost({ installed: { spark: installedSpark({ services }) }, health }) };
}

/** A few lines, and then one that comes while somebody looks. */
const writeSometimes: ReadLogs = async (_spec, { host = '', role = 'worker' }, { onLine, signal }) => {
  for (const text of ['Registered signal handlers', `Started ${role}`]) onLine({ host, text: `INFO ${text}` });
  await sleep(100, undefined, { signal }).catch(() => {});
  onLine({ host, text: 'WARN the disk is nearly full' });
  await sleep(60_000, undefined, { signal }).catch(() => {});
};

/** Tells of two hosts, until somebody cancels it. */
export const deployUntilCancelled: AnyOperation = async (_options, { reporter: { report }, signal }) => {
  const sending = { stage: 'install', host: 'red', text: 'send the snap of spark 4.2.0, 500 MB' };
  report({ ...sending, state: 'started' });
  report({ stage: 'install', host: 'red01', state: 'done', text: 'install the tarball of spark 4.2.0' });
  for (;;) {
    report({ ...sending, state: 'progress', fraction: 0.4 });
    await sleep(100, undefined, { signal });
  }
};

/** What a deployment on two hosts would do. */
export const planOf: AnyOperation = async (_options, { reporter }) => {
  const action = {
    kind: 'start-role',
    component: 'spark',
    packaging: 'tarball',
    role: 'worker',
    because: 'not running',
  };
  const nodes = ['red', 'red01'].map((node) => ({ node, actions: [action] }));
  reporter.result({
    changed: false,
    roles: [],
    stages: [
      { name: 'install', nodes: [] },
      { name: 'start', nodes },
    ],
  });
};

/** A cluster of which one node is away. */
export const verifyWithFailure: AnyOperation = async (_options, { reporter }) => {
  const findings = [
    { rung: 'reachable', node: 'red', state: 'passed', detail: 'Debian GNU/Linux 13' },
    {
      rung: 'reachable',
      node: 'red02',
      state: 'failed',
      detail: 'it did not answer',
      hint: 'is it on?',
      evidence: 'a line\nand another',
    },
    { rung: 'job', state: 'skipped', detail: 'no worker' },
  ];
  reporter.result({ cluster: 'red', healthy: false, findings });
  reporter.unwell('VERIFY_FAILED');
};

/** Two hosts, of which one has a weak supply. */
export const doctorFinds: AnyOperation = async (_options, { reporter }) => {
  const weak = {
    id: 'throttled',
    severity: 'warning',
    what: 'the supply was too weak 3 minutes ago',
    breaks: 'The firmware slows the processor down; cards lose data.',
    fix: 'use the official supply, and `bramble doctor` again',
  };
  reporter.result({
    cluster: 'red',
    fit: true,
    hosts: [
      { host: 'red', fit: true, findings: [] },
      { host: 'red01', fit: true, findings: [weak] },
    ],
    fixes: { done: false, plan: [] },
  });
};

/** Would end a program that runs, unless somebody insists. */
export const stopUnderWork: AnyOperation = async (options, { reporter }) => {
  if ('yes' in options) return reporter.line('stopped 3 daemons');
  throw new BrambleError('NOT_CONFIRMED', '1 application is running, so nothing was stopped', {
    evidence: 'application_1 pi of eva',
    hint: 'wait until they have ended, or add --yes',
  });
};

/** A benchmark with a few runs, and how it scaled. */
export const benchWithPlots: AnyOperation = async (_options, { reporter }) => {
  const sort = inventMeasurement('sort', [40, 41, 39.5]);
  const pi = [1, 2].map((workers) => inventMeasurement('pi', [30 / workers, 31 / workers], { workers }));
  reporter.result(inventRecord({ virtual: false, measurements: [sort, ...pi] }));
};
