import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { JobRunner } from '../../src/api/jobs/job-runner.ts';
import type { JobStore } from '../../src/api/jobs/job-store.ts';
import type { OpenedPage } from '../../src/api/own-pages.ts';
import { buildServer, type ServerSettings } from '../../src/api/server.ts';
import type { ReadLogs } from '../../src/api/services.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import { type Invention, inventServices } from './invented-services.ts';

const token = 'the-token-of-these-tests';

interface Options {
  readonly operation?: AnyOperation;
  /** In place of it, where kinds differ. */
  readonly operationOf?: Invention['operationOf'];
  readonly store?: JobStore;
  /** In place of `red`. */
  readonly clusters?: Invention['clusters'];
  readonly look?: (spec: ClusterSpec) => object;
  readonly page?: OpenedPage;
  readonly readLogs?: ReadLogs;
  readonly limits?: ServerSettings['limits'];
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of it, it asserts
  readonly body: any;
}

/** A server of the API whose cluster `red` is invented and whose every job does what a test says. */
export interface TestApi {
  readonly server: FastifyInstance;
  readonly runner: JobRunner;
  readonly bugs: unknown[];
  readonly headers: Readonly<Record<string, string>>;
  /** Sends a request with the token, and reads the answer as JSON. */
  readonly ask: (method: HTTPMethods, path: string, body?: object) => Promise<Answer>;
}

/** Makes such a server, which does not listen yet. */
export async function testApi({
  operation = async () => {},
  operationOf = () => operation,
  look = () => ({ nodes: [] }),
  page,
  store,
  readLogs,
  limits,
  clusters = new Map([['red', resolveCluster({ hosts: 'red,red[01-02]', name: 'red' })]]),
}: Options = {}): Promise<TestApi> {
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const openPage = page && (async () => page);
  const services = inventServices({ clusters, operationOf, look, store, openPage, readLogs, onBug });
  const hostNames = new Set(['127.0.0.1', 'localhost']);
  const server = await buildServer(services, { token, hostNames, onBug, ...(limits && { limits }) });
  const headers = { authorization: `Bearer ${token}`, host: '127.0.0.1:8470' };
  const ask: TestApi['ask'] = async (method, path, payload) => {
    const request = { method, url: `/api/v1${path}`, headers };
    const answer = await server.inject(payload === undefined ? request : { ...request, payload });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? undefined : answer.json() };
  };
  return { server, runner: services.runner, bugs, headers, ask };
}
