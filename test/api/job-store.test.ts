import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newJob } from '../../src/api/jobs/job-record.ts';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import type { Job } from '../../src/api/schemas.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-jobs-'));
  path = join(folder, 'jobs.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

const jobOf = (kind: Job['kind'], cluster = 'red') => newJob({ kind, cluster, options: {} });

function done(store: JobStore, job: Job, result: unknown): Job {
  store.add(job);
  store.keepResult(job.id, result);
  store.end(job.id, { state: 'done', finished: job.started, unwell: null, error: null });
  return job;
}

describe('the file of records', () => {
  it('can be read by its owner only', async () => {
    new JobStore(path).close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is damaged', 'CONFIG_INVALID', () => writeFile(path, 'no database '.repeat(100))],
    ['cannot be opened', 'REFUSED', () => mkdir(path)],
    ['was written by a newer bramble', 'REFUSED', async () => new DatabaseSync(path).exec('PRAGMA user_version = 99')],
  ])('that %s says so, and what to do', async (_what, code, prepare) => {
    await prepare();
    expect(() => new JobStore(path)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(path), hint: expect.stringMatching(/./) }),
    );
  });

  it('that is in use says so', () => {
    const store = new JobStore(path);
    expect(() => new JobStore(path)).toThrow(expect.objectContaining({ code: 'LOCKED' }));
    store.close();
  });
});

describe('the newest job with something in its result', () => {
  it('is that of its cluster', () => {
    const store = new JobStore(':memory:');
    done(store, jobOf('verify'), { findings: [1] });
    const newest = done(store, jobOf('deploy'), { findings: [2] });
    done(store, jobOf('doctor'), { fit: true });
    done(store, jobOf('verify', 'blue'), { findings: [3] });
    expect(store.newestWith('findings', 'red')).toMatchObject({ id: newest.id, result: { findings: [2] } });
    expect(store.newestWith('fit', 'blue')).toBeUndefined();
    store.close();
  });
});

describe('the newest verification', () => {
  it('is known by how it ended', () => {
    const store = new JobStore(':memory:');
    expect(store.verdictOn('red')).toBeNull();
    done(store, jobOf('verify'), { healthy: false, findings: [] });
    expect(store.verdictOn('red')).toMatchObject({ healthy: false });
    const { id: job, started: at } = done(store, jobOf('deploy'), { healthy: true, findings: [] });
    expect(store.verdictOn('red')).toEqual({ job, at, healthy: true });
    store.close();
  });
});

describe('jobs that are done', () => {
  it('are told without their results, where they have one', () => {
    const store = new JobStore(':memory:');
    const bench = done(store, jobOf('bench'), { measurements: [] });
    done(store, jobOf('bench'), null);
    done(store, jobOf('verify'), { findings: [] });
    expect(store.done('bench').map(({ id, result }) => [id, result])).toEqual([[bench.id, null]]);
    store.close();
  });
});
