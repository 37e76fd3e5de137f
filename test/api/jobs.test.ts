import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import { BrambleError } from '../../src/errors.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import { type TestApi, testApi } from '../support/api.ts';

const open: TestApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.server.close();
});

async function start(...options: Parameters<typeof testApi>): Promise<TestApi> {
  const api = await testApi(...options);
  open.push(api);
  return api;
}

const untilAborted: AnyOperation = (_options, { signal }) => sleep(60_000, undefined, { signal });

async function ended(api: TestApi, id: string) {
  await expect.poll(async () => (await api.ask('GET', `/jobs/${id}`)).body.state).not.toBe('running');
  return (await api.ask('GET', `/jobs/${id}`)).body;
}

async function begin(api: TestApi, body: object = { kind: 'deploy' }) {
  const { status, body: job, headers } = await api.ask('POST', '/clusters/red/jobs', body);
  expect(status).toBe(202);
  expect(headers.location).toBe(`/api/v1/jobs/${job.id}`);
  return job;
}

describe('a job', () => {
  it('hands its options to the operation as the command line does, and keeps what came of it', async () => {
    let seen: object = {};
    const api = await start({
      operation: async (options, { reporter, spec }) => {
        seen = options;
        reporter.result({ cluster: spec.name, healthy: false });
        reporter.unwell('VERIFY_FAILED');
      },
    });
    const job = await begin(api, { kind: 'upgrade', options: { batch: '25%', channel: false } });
    expect(job).toMatchObject({ state: 'running', kind: 'upgrade', options: { batch: '25%' }, result: null });
    const done = await ended(api, job.id);
    expect(seen).toEqual({ batch: { percent: 25 }, channel: false, verify: true });
    expect(done).toMatchObject({ state: 'done', unwell: 'VERIFY_FAILED', result: { cluster: 'red', healthy: false } });
  });

  it('that fails keeps the problem, with the code of the command line', async () => {
    const operation: AnyOperation = async () => {
      throw new BrambleError('LOCKED', 'locked by eva@desk', { host: 'red', hint: 'wait until it ends' });
    };
    const api = await start({ operation });
    const { state, error } = await ended(api, (await begin(api)).id);
    expect(state).toBe('failed');
    expect(error).toMatchObject({ code: 'LOCKED', status: 423, host: 'red', hint: 'wait until it ends' });
    expect(api.bugs).toEqual([]);
  });

  it('that meets a bug says no more of it to the client than that, and all of it to the operator', async () => {
    const api = await start({ operation: () => Promise.reject(new TypeError('secret inner words')) });
    const job = await ended(api, (await begin(api)).id);
    expect(job.error).toMatchObject({ code: 'SERVER_FAILED', status: 500 });
    expect(JSON.stringify(job)).not.toContain('inner words');
    expect(api.bugs).toEqual([expect.objectContaining({ message: 'secret inner words' })]);
  });

  it('keeps others away from its cluster until it has ended; what only looks may run beside it', async () => {
    const api = await start({ operation: untilAborted });
    const { id } = await begin(api);
    const second = await api.ask('POST', '/clusters/red/jobs', { kind: 'verify' });
    expect([second.status, second.body.code]).toEqual([423, 'LOCKED']);
    expect((await api.ask('PUT', '/clusters/red', { hosts: 'red' })).status).toBe(423);
    expect((await api.ask('DELETE', '/clusters/red')).status).toBe(423);
    expect((await api.ask('GET', '/clusters/red')).body.job).toBe(id);
    const looking = await begin(api, { kind: 'history' });
    expect((await api.ask('POST', `/jobs/${id}/cancel`)).status).toBe(202);
    expect(await ended(api, id)).toMatchObject({ state: 'cancelled', error: { code: 'INTERRUPTED' } });
    expect((await api.ask('POST', `/jobs/${id}/cancel`)).status).toBe(409);
    await api.ask('POST', `/jobs/${looking.id}/cancel`);
    await begin(api);
  });

  it('is continued with the same options, unless it is done', async () => {
    const options: object[] = [];
    let fails = true;
    const api = await start({
      operation: async (given) => {
        options.push(given);
        if (fails) throw new BrambleError('HOST_LOST', 'gone', { host: 'red' });
      },
    });
    const first = await begin(api, { kind: 'add', options: { nodes: 'red03' } });
    await ended(api, first.id);
    fails = false;
    const again = await api.ask('POST', `/jobs/${first.id}/continue`);
    expect([again.status, again.body.continues]).toEqual([202, first.id]);
    expect(await ended(api, again.body.id)).toMatchObject({ state: 'done' });
    expect(options[1]).toEqual(options[0]);
    expect((await api.ask('POST', `/jobs/${again.body.id}/continue`)).body.code).toBe('REFUSED');
  });

  it('that only says what it would do, runs beside another as well', async () => {
    const api = await start({ operation: untilAborted });
    await begin(api);
    await begin(api, { kind: 'uninstall', options: { dryRun: true } });
    expect((await api.ask('POST', '/clusters/red/jobs', { kind: 'uninstall' })).status).toBe(423);
  });

  it('says of its cluster what it is at', async () => {
    const api = await start({
      operation: async (options, operation) => {
        operation.reporter.report({ stage: 'install', host: 'red', state: 'progress', text: 'send it', fraction: 0.1 });
        await untilAborted(options, operation);
      },
    });
    const { id } = await begin(api);
    const doing = async () => (await api.ask('GET', '/clusters/red')).body.doing;
    await expect.poll(doing).toEqual({ job: id, kind: 'deploy', text: 'red: send it' });
    await api.ask('POST', `/jobs/${id}/cancel`);
    await expect.poll(doing).toBeNull();
  });

  it('runs beside those of other clusters', async () => {
    const api = await start({ operation: untilAborted });
    await api.ask('PUT', '/clusters/blue', { hosts: 'blue' });
    const onRed = await begin(api);
    const { status, body: onBlue } = await api.ask('POST', '/clusters/blue/jobs', { kind: 'deploy' });
    expect(status).toBe(202);
    await api.ask('POST', `/jobs/${onBlue.id}/cancel`);
    expect(await ended(api, onBlue.id)).toMatchObject({ state: 'cancelled', cluster: 'blue' });
    expect((await api.ask('GET', `/jobs/${onRed.id}`)).body.state).toBe('running');
    const busy = (await api.ask('GET', '/clusters')).body.map(({ name, job }: { name: string; job: unknown }) => [
      name,
      job,
    ]);
    expect(busy).toEqual([
      ['blue', null],
      ['red', onRed.id],
    ]);
  });

  it('of a bramble that had other options cannot be continued, and says so', async () => {
    const store = new JobStore(':memory:');
    const api = await start({ store });
    const job = await ended(api, (await begin(api)).id);
    store.add({ ...job, id: '0123456789abcdef', state: 'failed', options: { anew: true } });
    const { status, body } = await api.ask('POST', '/jobs/0123456789abcdef/continue');
    expect([status, body.code, body.because]).toEqual([409, 'REFUSED', expect.stringContaining('anew')]);
    expect(api.bugs).toEqual([]);
  });

  it('is never confirmed by anybody but its own options', async () => {
    let answer: boolean | undefined;
    const api = await start({
      operation: async (_options, { confirm }) => {
        answer = await confirm('Remove all?');
        if (!answer) throw new BrambleError('NOT_CONFIRMED', 'not confirmed');
      },
    });
    const { id } = await begin(api, { kind: 'uninstall', options: { purge: true } });
    expect(await ended(api, id)).toMatchObject({ state: 'failed', error: { code: 'NOT_CONFIRMED' } });
    const events = await api.server.inject({ url: `/api/v1/jobs/${id}/events`, headers: api.headers });
    expect([answer, events.body]).toEqual([false, expect.stringContaining('data: "Remove all?"')]);
  });
});

class FullStore extends JobStore {
  isFull = false;

  override append(...event: Parameters<JobStore['append']>) {
    this.#refuse();
    return super.append(...event);
  }

  override end(...ending: Parameters<JobStore['end']>) {
    this.#refuse();
    super.end(...ending);
  }

  #refuse(): void {
    if (this.isFull) throw new Error('database or disk is full');
  }
}

describe('records of jobs', () => {
  it('outlive the server; what ran when it died is interrupted and can be continued', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bramble-jobs-'));
    const path = join(folder, 'jobs.sqlite');
    const first = await start({ store: new JobStore(path), operation: untilAborted });
    const { id } = await begin(first);
    expect(() => new JobStore(path), 'a second server').toThrow(/are in use/);
    // What is on disk now is what a server leaves that is killed now.
    for (const end of ['', '-wal']) await cp(`${path}${end}`, join(folder, `left.sqlite${end}`));
    const second = await start({ store: new JobStore(join(folder, 'left.sqlite')) });
    expect((await second.ask('GET', `/jobs/${id}`)).body).toMatchObject({
      state: 'interrupted',
      error: { code: 'INTERRUPTED', detail: 'the server ended in the middle of it' },
    });
    expect((await second.ask('POST', `/jobs/${id}/continue`)).status).toBe(202);
    await rm(folder, { recursive: true });
  });

  it('that cannot be written end no job and no server; the job can be continued', async () => {
    const store = new FullStore(':memory:');
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const api = await start({
      store,
      operation: async (_options, { reporter }) => {
        await going;
        reporter.line('on a full disk');
      },
    });
    const { id } = await begin(api);
    store.isFull = true;
    go();
    await expect.poll(async () => (await api.ask('GET', '/clusters/red')).body.job).toBe(null);
    const job = (await api.ask('GET', `/jobs/${id}`)).body;
    expect(job).toMatchObject({ state: 'interrupted', error: { detail: 'how it ended could not be written down' } });
    expect(api.bugs.map(String)).toEqual(Array(3).fill('Error: database or disk is full'));
    store.isFull = false;
    expect((await api.ask('POST', `/jobs/${id}/continue`)).status).toBe(202);
  });

  it('never hold a password, nor do events', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bramble-jobs-'));
    const password = 'correct-horse-battery';
    let revealed: string | undefined;
    const api = await testApi({
      store: new JobStore(join(folder, 'jobs.sqlite')),
      operation: async (options, { reach, reporter }) => {
        revealed = reach.sudoPassword?.reveal();
        reporter.report({ stage: 'x', state: 'note', text: `${reach.sudoPassword}` });
        reporter.result({ options, reach });
      },
    });
    const { id } = await begin(api, { kind: 'deploy', sudoPassword: password });
    const job = await ended(api, id);
    const events = await api.server.inject({ url: `/api/v1/jobs/${id}/events`, headers: api.headers });
    expect(revealed).toBe(password);
    expect(JSON.stringify(job)).toContain('[redacted]');
    expect(JSON.stringify(job) + events.body).not.toContain(password);
    await api.server.close();
    for (const file of await readdir(folder))
      expect(await readFile(join(folder, file), 'latin1')).not.toContain(password);
    await rm(folder, { recursive: true });
  });
});
