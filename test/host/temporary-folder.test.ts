import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../../src/host/temporary-folder.ts';

let jobs: string;

beforeAll(async () => {
  jobs = join(await mkdtemp(join(tmpdir(), 'bramble-folder-')), 'not there yet');
});
afterAll(() => rm(join(jobs, '..'), { recursive: true }));

/** Runs a script with such a folder, and interrupts it by a signal where one is named. */
async function run(work: string, signal?: NodeJS.Signals) {
  const script = `set -u\njobs=$1\n${makeTemporaryFolder('d', 'jobs', 'verify')}\n${work}`;
  const child = spawn('sh', ['-c', script, 'sh', jobs]);
  const [said] = await once(child.stdout, 'data');
  const during = await readdir(jobs);
  if (signal === undefined) child.stdin.end();
  else process.kill(child.pid ?? 0, signal);
  const [exitCode] = await once(child, 'exit');
  return { said: String(said).trim(), during, after: await readdir(jobs), exitCode };
}

describe('a folder of a script', () => {
  it('is there while it runs, under its own name, and gone when it ends, with its status', async () => {
    const { said, during, after, exitCode } = await run('touch "$d/file"; echo "$d"; read -r _; exit 7');
    expect(during).toEqual([expect.stringMatching(/^verify-\w{6}$/)]);
    expect(said).toBe(join(jobs, during[0] ?? ''));
    expect({ after, exitCode }).toEqual({ after: [], exitCode: 7 });
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('is gone after %s too', async (signal) => {
    const waiting = 'echo ready; while :; do sleep 0.1; done';
    expect(await run(waiting, signal)).toMatchObject({ after: [], exitCode: 130 });
  });
});
