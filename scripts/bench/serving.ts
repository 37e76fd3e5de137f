import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import { testApi } from '../../test/support/api.ts';
import type { Bench } from './bench.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { type LoadSample, load } from './load.ts';
import { runScript } from './run-script.ts';
import { simulateCluster } from './simulated-cluster.ts';

const hosts = 100;
const defaultRuns = 5;
const requests = 2_000;
const connections = 10;

/** Part k: GET of the status of 100 simulated nodes over a bare route of Fastify that gives the same bytes; and memory. */
export async function measureServing(bench: Bench): Promise<Figure[]> {
  return [...(await measureRequests(bench)), ...(await measureMemory(bench))];
}

async function measureRequests({ runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  const api = await statusServer();
  const bare = bareServer(JSON.stringify((await api.ask('GET', '/clusters/red/status')).body));
  try {
    const [status, same] = [await placeOf(api.server, '/api/v1/clusters/red/status'), await placeOf(bare, '/')];
    const samples = await interleave(
      { runs, warmUps: 1, signal },
      {
        status: () => load({ url: status, headers: api.headers, requests, connections }, signal),
        bare: () => load({ url: same, headers: {}, requests, connections }, signal),
      },
    );
    return figuresOf(samples);
  } finally {
    await Promise.all([api.server.close(), bare.close()]);
  }
}

async function statusServer() {
  const nodes = [...simulateCluster(hosts).facts].map(([host, facts]) => ({ host, roles: ['worker'], facts }));
  const look = ({ name }: ClusterSpec) => ({ cluster: name, maintenance: [], nodes });
  return await testApi({ look, limits: { requestsPerMinute: Number.MAX_SAFE_INTEGER } });
}

function bareServer(body: string): FastifyInstance {
  const server = Fastify();
  server.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  return server;
}

function figuresOf({ status, bare }: Record<'status' | 'bare', readonly LoadSample[]>): Figure[] {
  const of = (samples: readonly LoadSample[], value: keyof LoadSample) => samples.map((sample) => sample[value]);
  return [
    figure({ name: 'status of 100 nodes: requests a second', unit: 'count' }, of(status, 'perSecond')),
    figure({ name: 'the same bytes from a bare route: requests a second', unit: 'count' }, of(bare, 'perSecond')),
    ratio({ name: 'bare route over status: requests a second' }, of(bare, 'perSecond'), of(status, 'perSecond')),
    figure({ name: 'status of 100 nodes: 99th percentile', unit: 'ms' }, of(status, 'p99Ms')),
    ratio({ name: 'status over bare route: 99th percentile' }, of(status, 'p99Ms'), of(bare, 'p99Ms')),
  ];
}

interface Held {
  readonly heapMb: number;
  readonly residentMb: number;
  /** That each of the jobs told. */
  readonly events: number;
}

/** Each time in a new process: what one has taken from the system it rarely gives back. */
async function measureMemory({ runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  const samples: Held[] = [];
  for (let run = 0; run < runs; run += 1) samples.push((await runScript('jobs-memory.ts', { signal })) as Held); // as it prints it
  const told = `1000 jobs of ${samples[0]?.events} events`;
  const of = (value: 'heapMb' | 'residentMb') => samples.map((sample) => sample[value]);
  return [
    figure({ name: `${told}: what the server holds more than before`, unit: 'MB' }, of('heapMb')),
    figure({ name: `${told}: resident memory more than before`, unit: 'MB' }, of('residentMb')),
  ];
}

async function placeOf(server: FastifyInstance, path: string): Promise<string> {
  await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}${path}`; // it listens on TCP
}
