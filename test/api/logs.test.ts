import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReadLogs } from '../../src/api/services.ts';
import { BrambleError } from '../../src/errors.ts';
import { type TestApi, testApi } from '../support/api.ts';

const open: TestApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.server.close();
});

async function start(readLogs: ReadLogs): Promise<TestApi> {
  const api = await testApi({ readLogs });
  open.push(api);
  return api;
}

const twoLines: ReadLogs = async (_spec, { host = 'red', role = 'all' }, { onLine }) => {
  onLine({ host, text: `started ${role}` });
  onLine({ host, text: 'ready' });
};

/** Names and data of a stream's events. */
function eventsIn(text: string): [string, unknown][] {
  return [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, name = '', data = '']) => [name, JSON.parse(data)]);
}

describe('logs of daemons', () => {
  it('are read of the node and the daemon that are named', async () => {
    const api = await start(twoLines);
    const { status, body } = await api.ask('GET', '/clusters/red/logs?host=red01&role=worker&lines=5');
    expect(status).toBe(200);
    expect(body.lines).toEqual([
      { host: 'red01', text: 'started worker' },
      { host: 'red01', text: 'ready' },
    ]);
  });

  it.each([
    ['/clusters/blue/logs', 404, 'CLUSTER_UNKNOWN'],
    ['/clusters/red/logs?role=format', 400, 'USAGE'],
    ['/clusters/red/logs?lines=100000', 400, 'USAGE'],
    ['/clusters/red/logs/live?host=blue', 400, 'USAGE'],
    ['/clusters/red/logs/live?role=namenode', 400, 'USAGE'],
  ])('%s gets %i %s', async (path, status, code) => {
    const answer = await (await start(twoLines)).ask('GET', path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('come live, to the problem that ends them', async () => {
    const api = await start(async (spec, request, reading) => {
      await twoLines(spec, request, reading);
      throw new BrambleError('HOST_LOST', 'the connection broke', { host: 'red' });
    });
    const { headers, body } = await api.server.inject({ url: '/api/v1/clusters/red/logs/live', headers: api.headers });
    expect(headers['content-type']).toBe('text/event-stream');
    expect(eventsIn(body)).toEqual([
      ['begin', {}],
      ['line', { host: 'red', text: 'started all' }],
      ['line', { host: 'red', text: 'ready' }],
      ['problem', expect.objectContaining({ code: 'HOST_LOST', host: 'red' })],
    ]);
  });

  it('leave the oldest lines out, and say how many, where they come faster than they are read', async () => {
    const api = await start(async (_spec, _request, { onLine }) => {
      for (let at = 1; at <= 2_005; at++) onLine({ host: 'red', text: String(at) });
    });
    const { body } = await api.server.inject({ url: '/api/v1/clusters/red/logs/live', headers: api.headers });
    const events = eventsIn(body);
    expect(events.slice(0, 3)).toEqual([
      ['begin', {}],
      ['line', { left: 5 }],
      ['line', { host: 'red', text: '6' }],
    ]);
    expect(events.at(-1)).toEqual(['problem', null]);
  });

  it('are read no longer than somebody listens', async () => {
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    const api = await start(async (_spec, _request, { signal }) => {
      await sleep(60_000, undefined, { signal }).catch(() => leave());
    });
    await api.server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.server.server.address() as AddressInfo; // it listens on TCP
    const leaving = new AbortController();
    const url = `http://127.0.0.1:${port}/api/v1/clusters/red/logs/live`;
    await fetch(url, { headers: { authorization: api.headers.authorization ?? '' }, signal: leaving.signal });
    leaving.abort();
    await left;
  });
});
