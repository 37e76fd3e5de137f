import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../src/domain/artifact.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { VariantMaker } from '../support/variant.ts';

// HDFS on a snap and a tarball goes to another version of Hadoop and back, and its files stay what they are.
const hosts = ['--hosts', 'red,red01'];
const quick = ['--soak', '0', '--no-verify'];
const text = Array.from({ length: 200_000 }, (_, at) => `${at}\n`).join('');

let operator: Operator;
let folder: string;
let store: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upgrade-hadoop-'));
  store = ['--store', join(folder, 'store')];
  operator = await openOperator('upgrade-hadoop', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'] });
  const { result: built } = await operator.ask<Artifact[]>(['build', 'hadoop']);
  const maker = await VariantMaker.of(built, folder);
  await release(
    built.map(({ path }) => path),
    '3.5/stable',
  );
  await release(await maker.make({ name: 'next', version: '3.5.1' }), '3.5/candidate');
  const deploy = ['deploy', 'hadoop', ...hosts, '--no-verify', '--channel', '3.5/stable', ...store];
  expect((await operator.bramble(deploy)).exitCode).toBe(0);
  expect((await operator.bramble(['verify', '--no-jobs'])).exitCode).toBe(0); // waits until HDFS takes files
  expect((await operator.bramble(['run', 'hdfs', 'dfs', '-put', '-', '/text'], { input: text })).exitCode).toBe(0);
});
afterAll(async () => {
  await operator?.end();
  await rm(folder, { recursive: true, force: true });
});

async function release(paths: readonly string[], channel: string): Promise<void> {
  expect((await operator.bramble(['release', ...paths, '--channel', channel, ...store])).exitCode).toBe(0);
}

async function expectWhole(): Promise<void> {
  const { stdout } = await operator.bramble(['run', 'hdfs', 'dfs', '-cat', '/text']);
  expect(sha256(stdout)).toBe(sha256(text));
}

function sha256(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

async function askHdfs(): Promise<string> {
  return (await operator.bramble(['run', 'hdfs', 'dfsadmin', '-rollingUpgrade', 'query'])).stdout;
}

describe('upgrading Hadoop', () => {
  it('saves the metadata, tells HDFS, and keeps every file as it was', async () => {
    const { exitCode, stdout } = await operator.bramble(['upgrade', '--channel', 'candidate', ...quick]);
    expect(stdout).toContain('HDFS can go back (bramble revert hadoop) until: bramble upgrade hadoop --finalize');
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    await expectWhole();
    expect(await askHdfs()).toContain('<NOT FINALIZED>');
    const saved = await operator.on('red', 'cd /var/snap/bramble-hadoop/common/hdfs/saved/3.5.0-x1 && ls');
    expect(saved).toMatch(/VERSION\nfsimage_\d+\nfsimage_\d+\.md5\nseen_txid/);
    const pid = 'systemctl show -p MainPID --value snap.bramble-hadoop.namenode';
    expect(await operator.on('red', `tr "\\0" " " </proc/$(${pid})/cmdline`)).toContain('-rollingUpgrade started');
  });

  it('refuses a channel with an older version, with the reason', async () => {
    const { exitCode, stderr } = await operator.bramble(['upgrade', '--channel', 'stable', ...quick]);
    expect(stderr).toContain('Hadoop 3.5.0 is older than 3.5.1, which has written the data');
    expect(exitCode).toBe(3);
  });

  it('can be undone, DataNodes first, with what was written since', async () => {
    await operator.bramble(['run', 'hdfs', 'dfs', '-put', '-', '/later'], { input: 'written by the next version\n' });
    const { exitCode, stdout } = await operator.bramble(['revert', ...quick]);
    expect(stdout).toMatch(/1 +red01 .*3\.5\.1 \(x2\) +3\.5\.0[^\n]*\n2 +red /);
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    await expectWhole();
    expect((await operator.bramble(['run', 'hdfs', 'dfs', '-cat', '/later'])).stdout).toBe(
      'written by the next version\n',
    );
    expect(await askHdfs()).toContain('no rolling upgrade in progress');
  });
});
