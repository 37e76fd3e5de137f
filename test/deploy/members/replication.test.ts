import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/deploy/members/members.ts';
import { countFiles, setReplication } from '../../../src/deploy/members/replication.ts';
import { createLocalHost } from '../../../src/host/local-host.ts';
import { tarball } from '../../../src/packaging/tarball.ts';
import { blankHost } from '../../support/facts.ts';

// The real sh, awk and xargs, with a stand-in for hdfs that lists and notes what it is told.
const listing = `drwxr-xr-x   - hadoop supergroup          0 2026-11-22 20:00 /a folder
-rw-r--r--   2 hadoop supergroup       1000 2026-11-22 20:00 /a folder/two words
-rw-r--r--   2 hadoop supergroup       2000 2026-11-22 20:00 /what is [this]*?
-rw-r--r--   1 hadoop supergroup         10 2026-11-22 20:00 /lowered
-rw-r--r--   3 hadoop supergroup  5000000000 2026-11-22 20:00 /large
drwx------   - hadoop supergroup          0 2026-11-22 20:00 /user/hadoop/.staging
-rw-r--r--  10 hadoop supergroup          5 2026-11-22 20:00 /user/hadoop/.staging/job_1/job.jar`;

let folder: string;
let nameNode: Place;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replication-'));
  const program = join(folder, 'hdfs');
  writeFileSync(join(folder, 'listing'), `${listing}\n`);
  writeFileSync(
    program,
    `#!/bin/sh\nif [ "$2" = -ls ]; then exec cat ${folder}/listing; fi\nprintf '%s\\n' "$@" >> ${folder}/told\n`,
  );
  chmodSync(program, 0o755);
  nameNode = {
    role: 'namenode',
    host: createLocalHost('red'),
    facts: blankHost(),
    packaging: { ...tarball, command: () => program },
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const told = () => readFileSync(join(folder, 'told'), 'utf8').trim().split('\n');

describe('the copies of files in HDFS', () => {
  it('are counted, without what a running job has put down for itself', async () => {
    const counted = (await countFiles(nameNode)).toSorted((a, b) => a.replication - b.replication);
    expect(counted).toEqual([
      { replication: 1, files: 1, bytes: 10 },
      { replication: 2, files: 2, bytes: 3000 },
      { replication: 3, files: 1, bytes: 5_000_000_000 },
    ]);
  });

  it('become more for files with exactly the usual number, whatever they are called', async () => {
    await setReplication(nameNode, { which: 'exactly', copies: 2, to: 3 });
    expect(told()).toEqual(['dfs', '-setrep', '3', '/a folder/two words', '/what is \\[this\\]\\*\\?']);
  });

  it('become fewer for all that have more', async () => {
    await setReplication(nameNode, { which: 'more-than', copies: 2, to: 2 });
    expect(told()).toEqual(['dfs', '-setrep', '2', '/large', '/user/hadoop/.staging/job_1/job.jar']);
  });

  it('are not touched where no file is meant', async () => {
    await setReplication(nameNode, { which: 'exactly', copies: 5, to: 6 });
    expect(told).toThrow(/ENOENT/);
  });

  it('are no guess where HDFS does not answer', async () => {
    rmSync(join(folder, 'listing'));
    await expect(countFiles(nameNode)).rejects.toMatchObject({ code: 'ACTION_FAILED', host: 'red' });
  });
});
