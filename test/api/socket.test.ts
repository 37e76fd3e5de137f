import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../src/api/client.ts';
import type { ReadLogs } from '../../src/api/services.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import { BrambleError, HostsFailed } from '../../src/errors.ts';
import { withLogs } from '../../src/operations/logs.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { commandsIn } from '../support/operator.ts';
import { runBramble } from '../support/run-bramble.ts';
import { releaseVersion } from '../support/tiny-store.ts';

const token = 'the-token-of-these-tests';
const open: TestApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.server.close();
});

async function listen(options: Parameters<typeof testApi>[0]): Promise<{ api: TestApi; url: string; port: number }> {
  const api = await testApi(options);
  open.push(api);
  await api.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = api.server.server.address() as AddressInfo; // it listens on TCP
  return { api, url: `http://127.0.0.1:${port}/`, port };
}

const steps: AnyOperation = async (_options, { reporter }) => {
  for (const host of ['red', 'red01']) reporter.report({ stage: 'install', host, state: 'done', text: 'install it' });
  reporter.line('deployed spark on 2 hosts');
  reporter.result({ changed: true });
};

describe('the stream of a job', () => {
  it('tells all from the beginning, and behind an id only what came later', async () => {
    const { api, url } = await listen({ operation: steps });
    const { body: job } = await api.ask('POST', '/clusters/red/jobs', { kind: 'deploy' });
    const read = async (headers = {}) => {
      const answer = await fetch(`${url}api/v1/jobs/${job.id}/events`, { headers: { ...api.headers, ...headers } });
      expect(answer.headers.get('content-type')).toBe('text/event-stream');
      return await answer.text();
    };
    const all = await read();
    const names = [...all.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    expect(names).toEqual(['state', 'report', 'report', 'line', 'result', 'state']);
    expect([...all.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual([1, 2, 3, 4, 5, 6]);
    const rest = await read({ 'last-event-id': '4' });
    expect(rest.match(/^id: .*$/gm)).toEqual(['id: 5', 'id: 6']);
    expect(await read({ 'last-event-id': '6' })).not.toMatch(/^id:/m);
  });

  it('comes as it happens, with progress that is not kept', async () => {
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const { api, url } = await listen({
      operation: async (_options, { reporter, signal }) => {
        await going;
        reporter.report({ stage: 'send', host: 'red', state: 'progress', text: 'send it', fraction: 0.5 });
        await sleep(60_000, undefined, { signal });
      },
    });
    const client = new ApiClient(url, token);
    const { id } = await client.ask<{ id: string }>('POST', '/clusters/red/jobs', { body: { kind: 'deploy' } });
    const told: string[] = [];
    for await (const { event, data, id: number } of client.listen(`/jobs/${id}/events`, ({ data: d }) =>
      d.includes('cancelled'),
    )) {
      told.push(`${event} ${number ?? '-'}`);
      if (data.includes('running')) go();
      if (data.includes('0.5')) await api.ask('POST', `/jobs/${id}/cancel`);
    }
    expect(told).toEqual(['state 1', 'report -', 'state 2']);
  });

  it('is let go when the client leaves in the middle, and only so many are open at once', async () => {
    const { api, url, port } = await listen({
      operation: (_options, { signal }) => sleep(60_000, undefined, { signal }),
      limits: { streams: 2 },
    });
    const { body: job } = await api.ask('POST', '/clusters/red/jobs', { kind: 'deploy' });
    const path = `/api/v1/jobs/${job.id}/events`;
    const sockets = [0, 1].map(() => connect(port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
      const [piece] = await once(socket, 'data');
      expect(String(piece)).toMatch(/^HTTP\/1.1 200/);
    }
    const third = () =>
      fetch(`${url.slice(0, -1)}${path}`, { headers: api.headers, signal: AbortSignal.timeout(2_000) });
    expect((await third()).status).toBe(429);
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await third()).status, { timeout: 10_000 }).toBe(200);
    expect((await api.ask('GET', `/jobs/${job.id}`)).body.state).toBe('running');
  });
});

describe('what is no request', () => {
  it.each([
    ['an unknown method', 'BREW /api/v1/clusters HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', 400, 'USAGE'],
    [
      'headers that are huge',
      `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'TOO_LARGE',
    ],
    ['another protocol', '\u0016\u0003\u0001', 400, 'USAGE'],
  ])('such as %s gets a problem, too', async (_what, bytes, status, code) => {
    const { port } = await listen({});
    const answer = await sendRaw(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'));
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code });
  });

  it('gets one while the server is being stopped, and begins nothing', async () => {
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const { api, url } = await listen({ operation: () => going });
    await api.ask('POST', '/clusters/red/jobs', { kind: 'deploy' });
    const closing = api.server.close();
    const ask = async () => await fetch(`${url}api/v1/clusters`, { headers: api.headers });
    await expect.poll(async () => (await ask()).status).toBe(503);
    expect(await (await ask()).json()).toMatchObject({ code: 'SERVER_UNREACHABLE', status: 503 });
    go();
    await closing;
  });
});

async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const pieces = await socket.toArray();
  return Buffer.concat(pieces).toString();
}

const nodesAway = ({ name, nodes }: ClusterSpec) => ({
  cluster: name,
  maintenance: [],
  nodes: nodes.map(({ target, roles }) => ({
    host: target.name,
    roles,
    error: { code: 'HOST_TIMEOUT', message: 'it is off' },
  })),
});

const oneLineEach: ReadLogs = async (spec, request, { onLine }) => {
  for (const { target } of withLogs(spec, request).nodes)
    onLine({ host: target.name, text: `one of ${request.lines}` });
};

describe('bramble --remote', () => {
  const remote = (url: string, words: readonly string[]) =>
    runBramble(['--remote', url, ...words], { env: { BRAMBLE_TOKEN: token, NO_COLOR: '1' } });

  it('shows what the server does as if it were done here', async () => {
    let seen: object = {};
    const { url } = await listen({
      operation: async (options, operation) => {
        seen = { ...options, nodes: operation.spec.nodes.length };
        await steps(options, operation);
      },
    });
    const { stdout, exitCode, stderr } = await remote(url, ['upgrade', 'spark', '--batch', '25%', '--cluster', 'red']);
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(stdout).toMatch(/✓ red: install it\n✓ red01: install it\ndeployed spark on 2 hosts\n/);
    expect(seen).toEqual({ components: ['spark'], batch: { percent: 25 }, verify: true, nodes: 3 });
    const lines = (await remote(url, ['verify', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toEqual({ result: { changed: true } });
  });

  it('shows logs, channels and a status that is watched, which are no jobs', async () => {
    const { url } = await listen({ look: nodesAway, readLogs: oneLineEach });
    const logs = await remote(url, ['logs', '--lines', '7']);
    expect([logs.stderr, logs.stdout]).toEqual(['', 'red: one of 7\nred01: one of 7\nred02: one of 7\n']);
    expect((await remote(url, ['logs', 'red01', '--follow'])).stdout).toBe('one of 50\n');
    const watching = commandsIn({ ...process.env, BRAMBLE_TOKEN: token }).start(['--remote', url, 'status', '--watch']);
    await watching.says(/red02 .*does not answer: it is off/);
    watching.kill('SIGINT');
    await watching.ended;
  });

  it('shows what the channels of the server’s store hold', async () => {
    const home = await mkdtemp(join(tmpdir(), 'bramble-remote-'));
    vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
    vi.stubEnv('BRAMBLE_STORE', join(home, 'store'));
    await releaseVersion(join(home, 'store'), '4.3.0');
    const { url } = await listen({});
    const { stdout } = await remote(url, ['channels', 'spark']);
    expect(stdout).toMatch(/^store .*store, key .*\n\nspark\n.*latest\/edge.*4\.3\.0/s);
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('describes the cluster that is named to the server', async () => {
    const { api, url } = await listen({ operation: steps });
    const words = ['deploy', 'spark', '--hosts', 'blue,blue[01-03]', '--no-workers-on-master'];
    expect(await remote(url, words)).toMatchObject({ exitCode: 0, stderr: '' });
    const { body } = await api.ask('GET', '/clusters/blue');
    expect(
      body.nodes.map(({ host, roles }: { host: string; roles: string[] }) => [host, roles.includes('worker')]),
    ).toEqual([
      ['blue', false],
      ['blue01', true],
      ['blue02', true],
      ['blue03', true],
    ]);
  });

  it('ends with the error and the exit status that the command has here', async () => {
    const failure = new HostsFailed(
      [new BrambleError('LOCKED', 'locked by eva', { host: 'red', hint: 'wait', cause: new Error('why') })],
      3,
    );
    const { url } = await listen({ operation: () => Promise.reject(failure) });
    const { exitCode, stderr } = await remote(url, ['deploy']);
    expect(exitCode).toBe(4);
    expect(stderr).toBe('error: failed on 1 of 3 hosts\n  red: locked by eva\n    because: why\n    try: wait\n');
  });

  it('ends with 1 where what was found is not well', async () => {
    const { url } = await listen({ operation: async (_options, { reporter }) => reporter.unwell('VERIFY_FAILED') });
    expect((await remote(url, ['verify'])).exitCode).toBe(1);
  });

  it.each([
    ['a command that a server cannot do', ['lab', 'status'], 2, /lab status works on this machine only/],
    ['a store that is named here', ['channels', '--store', '/srv'], 2, /server's business/],
    [
      'an option that names a key here',
      ['deploy', '-i', 'key', '--cluster', 'red'],
      2,
      /--identity.*server's business/,
    ],
    ['a cluster that is not there', ['deploy', '--cluster', 'blue'], 2, /no cluster "blue"/],
  ])('refuses %s', async (_what, words, status, message) => {
    const { url } = await listen({});
    const { exitCode, stderr } = await remote(url, words);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(status);
  });

  it('says that no server is there, or that its token is another one', async () => {
    const { stderr, exitCode } = await remote('http://127.0.0.1:1/', ['status']);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/does not answer.*bramble serve/s)]);
    expect((await remote('http://pi.example/', ['status'])).stderr).toMatch(/can read the token/);
    const { url } = await listen({});
    const other = await runBramble(['--remote', url, 'status'], { env: { BRAMBLE_TOKEN: 'x'.repeat(30) } });
    expect([other.exitCode, other.stderr]).toEqual([3, expect.stringMatching(/that is not the token/)]);
  });
});
