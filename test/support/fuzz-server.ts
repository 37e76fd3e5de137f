import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { newJob } from '../../src/api/jobs/job-record.ts';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import type { Job } from '../../src/api/schemas.ts';
import type { ReadLogs } from '../../src/api/services.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import type { OperationName } from '../../src/operations/option-rows.ts';
import { forgetCluster, listClusters, loadCluster, saveCluster } from '../../src/store/cluster-store.ts';
import { type TestApi, testApi } from './api.ts';
import { inventMeasurement, inventRecord } from './invented-record.ts';

type Known = Readonly<Record<string, readonly string[]>>;

/** A server in which there is something to be found for every route, and what a program has to know to find it. */
export interface FuzzServer {
  readonly api: TestApi;
  readonly url: string;
  /** Values with which an operation can be carried out here, by the names of its parameters. */
  readonly known: (operation: string) => Known;
  /** Statuses of all answers, by operation. */
  readonly answered: ReadonlyMap<string, readonly number[]>;
  readonly close: () => Promise<void>;
}

/** The real ones; `red` stays, as everything else is asked of it. */
const clusters = {
  names: listClusters,
  load: loadCluster,
  save: saveCluster,
  forget: async (name: string) => (name === 'red' ? undefined : await forgetCluster(name)),
};

/** What comes of a job. */
const work: AnyOperation = async (_options, { reporter, spec }) => {
  reporter.report({ stage: 'check', state: 'done', text: 'looked' });
  reporter.result({ cluster: spec.name, healthy: true, findings: [] });
};
const plan: AnyOperation = async (_options, { reporter }) => reporter.result({ changed: false, roles: [], stages: [] });
/** Goes on until it is cancelled, and keeps its cluster from nobody. */
const history: AnyOperation = (_options, { signal }) => sleep(600_000, undefined, { signal });

const kinds: Readonly<Partial<Record<OperationName, AnyOperation>>> = { plan, history };

const oneLine: ReadLogs = async (_spec, { host = 'red' }, { onLine }) => onLine({ host, text: 'started' });

/** Starts it; clusters are kept where XDG_STATE_HOME says. */
export async function startFuzzServer(): Promise<FuzzServer> {
  const daemon = createServer((_request, answer) => void answer.end('a page')).listen(0, '127.0.0.1');
  for (const name of ['red', 'blue']) await saveCluster(resolveCluster({ hosts: `${name},${name}[01-02]`, name }));
  const store = new JobStore(':memory:');
  const { measured, found, failed } = seed(store);
  const api = await testApi({
    clusters,
    store,
    operationOf: (kind) => kinds[kind] ?? work,
    readLogs: oneLine,
    look: ({ name }) => ({ cluster: name, maintenance: [], nodes: [] }),
    page: { url: `http://127.0.0.1:${(daemon.address() as AddressInfo).port}/`, close: async () => {} }, // it listens on TCP
    limits: { requestsPerMinute: 1_000_000, wrongTokensPerMinute: 1_000_000, streams: 1_000 },
  });
  const running = await Promise.all(Array.from({ length: 20 }, () => start(api, { kind: 'history' })));
  await api.server.listen({ host: '127.0.0.1', port: 0 });
  const answered = countAnswers(api);
  const url = `http://127.0.0.1:${(api.server.server.address() as AddressInfo).port}`;
  const known = (operation: string): Known => ({
    name: operation === 'forgetCluster' ? ['blue'] : ['red'], // which is needed on
    host: ['red'],
    role: ['master'],
    id: { getReport: measured, cancelJob: running, continueJob: failed }[operation] ?? [...found, ...running],
  });
  const close = async () => {
    await api.server.close();
    daemon.close();
  };
  return { api, url, known, answered, close };
}

function seed(store: JobStore) {
  const record = inventRecord({ measurements: [inventMeasurement('sort', [40, 41, 39])] });
  const diagnosis = { cluster: 'red', fit: true, hosts: [], fixes: { done: false, plan: [] } };
  const verification = { cluster: 'red', healthy: true, findings: [] };
  const onRed = (kind: Job['kind']) => newJob({ kind, cluster: 'red', options: {} });
  return {
    measured: [keep(store, onRed('bench'), record)],
    found: [keep(store, onRed('doctor'), diagnosis), keep(store, onRed('verify'), verification)],
    failed: Array.from({ length: 10 }, () => keep(store, onRed('start'), null, 'failed')),
  };
}

function keep(store: JobStore, job: Job, result: unknown, state: 'done' | 'failed' = 'done'): string {
  store.add(job);
  store.keepResult(job.id, result);
  store.end(job.id, { state, finished: job.started, unwell: null, error: null });
  return job.id;
}

async function start(api: TestApi, body: object): Promise<string> {
  return (await api.ask('POST', '/clusters/red/jobs', body)).body.id;
}

/** By method and the words of the path that are no parameters. */
function countAnswers({ server }: TestApi): ReadonlyMap<string, readonly number[]> {
  const answered = new Map<string, number[]>();
  const patterns = Object.entries(server.swagger().paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { operationId: string }>).map(([method, { operationId }]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]*\}/g, '[^/]*')}$`),
      operationId,
    })),
  );
  server.server.on('request', ({ method = '', url = '' }, answer) => {
    const [path = ''] = url.split('?', 1);
    const found = patterns.find((one) => one.method === method && one.pattern.test(path));
    if (found === undefined) return;
    answer.once('finish', () =>
      answered.set(found.operationId, [...(answered.get(found.operationId) ?? []), answer.statusCode]),
    );
  });
  return answered;
}
