import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/api/client.ts';
import type { Job } from '../../src/api/schemas.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { type Operator, openOperator, type Running } from '../support/operator.ts';

const minuteMs = 60_000;

let operator: Operator;
let server: Running;
let url: string;
let client: ApiClient;

beforeAll(async () => {
  operator = await openOperator('api', { hosts: ['red', 'red01'], os: ['raspios', 'raspios'], linkKbit: 300_000 });
  expect((await operator.bramble(['build', 'spark'])).exitCode).toBe(0);
  await serve();
});
afterAll(async () => {
  server?.kill('SIGTERM');
  await operator?.end();
});

describe('a server of the API', () => {
  let job: Job;

  it('is told of a cluster, begins to deploy it, and tells of it as it happens', async () => {
    await client.ask('PUT', '/clusters/red', {
      body: { hosts: 'red,red01', components: ['spark'] },
    });
    job = await client.ask<Job>('POST', '/clusters/red/jobs', { body: { kind: 'deploy' } });
    const told: string[] = [];
    for await (const { event, data } of client.listen(`/jobs/${job.id}/events`, ({ data: text }) => isSending(text)))
      told.push(`${event} ${data}`);
    expect(told[0]).toMatch(/state .*running/);
    expect(told.some((line) => line.startsWith('line'))).toBe(true);
    const second = client.ask('POST', '/clusters/red/jobs', { body: { kind: 'deploy' } });
    await expect(second).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('is killed in the middle of it, says so when it is back, and continues', async () => {
    server.kill('SIGKILL');
    await server.ended;
    await serve();
    expect(await client.ask('GET', `/jobs/${job.id}`)).toMatchObject({ state: 'interrupted', result: null });
    for (const host of ['red', 'red01'])
      await expect
        .poll(() => operator.on(host, 'flock -n /run/bramble/lock echo free || echo held'), { timeout: minuteMs })
        .toBe('free');
    const again = await client.ask<Job>('POST', `/jobs/${job.id}/continue`);
    expect(again.continues).toBe(job.id);
    const ended = await untilEnded(again.id);
    expect(ended).toMatchObject({ state: 'done', unwell: null, error: null, result: { healthy: true } });
  });

  it('knows the nodes, what was found of them, and how old that is', async () => {
    type Status = { ageSeconds: number; nodes: { host: string; facts: HostFacts }[] };
    const first = await client.ask<Status>('GET', '/clusters/red/status');
    expect(first.nodes.map(({ host, facts }) => [host, facts.installed.spark?.packaging])).toEqual([
      ['red', 'tarball'],
      ['red01', 'tarball'],
    ]);
    const second = await client.ask<Status>('GET', '/clusters/red/status');
    expect(second.ageSeconds).toBeGreaterThanOrEqual(first.ageSeconds);
    const verification = await client.ask<Job>('GET', '/clusters/red/verification');
    expect(verification.result).toMatchObject({ cluster: 'red', healthy: true });
  });

  it('passes the master’s own page on, which finds its own files there', async () => {
    const page = await client.ask<{ url: string }>('POST', '/clusters/red/ui/red/master');
    const at = new URL(page.url, url);
    const answer = await fetch(at);
    const text = await answer.text();
    expect(text).toContain('Spark Master at');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox /);
    const style = /href="([^"]*\.css)"/.exec(text)?.[1] ?? '';
    expect(style).toMatch(new RegExp(`^${page.url}static/`));
    expect((await fetch(new URL(style, url))).headers.get('content-type')).toMatch(/css/);
  });

  it('does what bramble --remote says, which shows the same as here', async () => {
    const words = ['verify', 'spark', '--no-jobs'];
    const [there, here] = [
      await operator.bramble(['--remote', url, ...words]),
      await operator.bramble([...words, '--cluster', 'red']),
    ];
    expect([there.exitCode, there.stderr]).toEqual([0, '']);
    expect(ending(there.stdout)).toEqual(ending(here.stdout));
    const { exitCode, result } = await operator.ask<{ removed: boolean }>([
      ...['--remote', url, 'uninstall', 'spark', '--yes'],
    ]);
    expect([exitCode, result.removed]).toEqual([0, true]);
    expect(await operator.on('red', 'ls -d /opt/bramble* 2>&1 || true')).toMatch(/No such/);
  });

  it('ends with Ctrl-C', async () => {
    server.kill('SIGINT');
    expect((await server.ended).exitCode).toBe(0);
  });
});

async function serve(): Promise<void> {
  server = operator.start(['serve', '--port', '0', '--json']);
  await server.says(/"url":"[^"]+"/);
  url = server.found(/"url":"([^"]+)"/);
  const token = await readFile(join(operator.env.XDG_STATE_HOME, 'bramble/server/token'), 'utf8');
  client = new ApiClient(url, token.trim());
}

/** The first file is on its way to a node. */
function isSending(text: string): boolean {
  return /"text":"send the [^}]*"state":"(?:started|progress)"|"state":"(?:started|progress)"[^}]*"text":"send the/.test(
    text,
  );
}

async function untilEnded(id: string): Promise<Job> {
  const read = () => client.ask<Job>('GET', `/jobs/${id}`);
  await expect.poll(async () => (await read()).state, { timeout: 8 * minuteMs, interval: 500 }).not.toBe('running');
  return await read();
}

/** What was found, without the steps that led there and their times. */
function ending(stdout: string): string[] {
  return stdout.split('\n').filter((line) => line !== '' && !/^[✓·…-] /.test(line));
}
