import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../src/domain/artifact.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { VariantMaker } from '../support/variant.ts';

// HDFS on a snap and a tarball goes to another version of Hadoop and back, in all the ways that this may go, and its
// files stay what they are. What only bramble decides is tested in test/upgrade, on a cluster that is simulated.
const hosts = ['--hosts', 'red,red01'];
const quick = ['--soak', '0', '--no-verify'];
const text = Array.from({ length: 200_000 }, (_, at) => `${at}\n`).join('');

// What no daemon here comes to use is not packed, sent, hashed and unpacked either.
const unused = ['*/numpy*', '*/ct.sym', '*/classes_nocoops.jsa', '*/liblapack*', '*/libgfortran*'];

let operator: Operator;
let folder: string;
let store: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upgrade-hadoop-'));
  store = ['--store', join(folder, 'store')];
  operator = await openOperator('upgrade-hadoop', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'] });
  const { result: built } = await operator.ask<Artifact[]>(['build', 'hadoop']);
  const maker = await VariantMaker.of(built, folder, unused);
  await release(
    built.map(({ path }) => path),
    '3.5/stable',
  );
  await release(await maker.make({ name: 'next', version: '3.5.1' }), '3.5/candidate');
  const dies = 'if [ "$app" = datanode ] && [ -z "${SNAP:-}" ]; then sleep 5; exit 1; fi';
  const run = (await maker.read('node/run')).replace('app=$1\n', `app=$1\n${dies}\n`);
  await release(await maker.make({ name: 'dies', version: '3.5.2', files: { 'node/run': run } }), '3.5/edge');
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

/** The file in HDFS is what was written, bit by bit. */
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

/** As before the upgrade: nothing of it is left, in HDFS or on the nodes. */
async function expectAsBefore(): Promise<void> {
  await expectWhole();
  expect(await askHdfs()).toContain('no rolling upgrade in progress');
  const { stdout: runs } = await operator.bramble(['status']);
  expect(runs).toMatch(/^red .* hadoop 3\.5\.0 snap x1 \(3\.5\/stable, revision 1\) /m);
  expect(runs).toMatch(/^red01 .* hadoop 3\.5\.0 tarball x1 \(3\.5\/stable, revision 1\) /m);
  expect((await operator.bramble(['verify', '--no-jobs'])).stdout).toContain('the cluster red works');
}

const toCandidate = ['upgrade', '--channel', 'candidate', ...quick];

describe('an upgrade of Hadoop that does not come to its end', () => {
  it('is refused where a node is full, before anything is sent', async () => {
    await operator.on('red01', fillOpt);
    const { failures } = await operator.ask(toCandidate);
    await operator.on('red01', 'umount /opt/bramble /opt /run/kept');
    expect(failures).toEqual([
      expect.objectContaining({
        code: 'HOST_UNSUITABLE',
        host: 'red01',
        message: expect.stringMatching(
          /^only \d+ MB are free; a tarball of hadoop needs \d+ MB while it is being installed$/,
        ),
      }),
    ]);
    for (const node of ['red', 'red01'])
      expect(await operator.on(node, 'ls /var/tmp/bramble 2>&1 || :')).toMatch(/No such/);
  });

  it('goes back on all nodes where the DataNode of a later one dies', async () => {
    const { failures } = await operator.ask(['upgrade', '--channel', 'edge', ...quick]);
    const [{ message = '', evidence = '' } = {}] = failures;
    expect(message).toBe('red01 did not work with the new revision; red01, red went back');
    expect(evidence).toMatch(/^red01 datanode: /);
    expect(evidence).toContain('the cluster works as before');
    await expectAsBefore();
  });

  it('goes back where the NameNode’s node loses its power in the middle, which is waited for', async () => {
    const upgrade = operator.start([...toCandidate, '--json']);
    await upgrade.says(/"host":"red","text":"install the [^"]*","state":"started"/);
    await operator.bramble(['lab', 'kill', 'red', '--name', operator.lab.name]);
    await upgrade.says(/it does not answer .*; waiting for it/);
    await operator.bramble(['lab', 'reboot', 'red', '--name', operator.lab.name]);
    const { exitCode, stdout } = await upgrade.ended;
    expect(stdout).toMatch(/red did not work with the new revision; red (went back|stays as it was)"/);
    expect(stdout).toContain('the cluster works as before');
    expect(exitCode).toBe(1);
    await expectAsBefore();
  });

  it('ends with 4 where another takes over, who finds the files as they were', async () => {
    const upgrade = operator.start([...toCandidate, '--json']);
    await upgrade.says(/"state":"started","text":"batch 2 of 2: red01 /);
    expect((await operator.bramble(['unlock', '--yes'])).stdout).toContain('their command has ended');
    const { exitCode, stderr } = await upgrade.ended;
    expect(stderr).toMatch(/took over at .*: this command has stopped and changes nothing more/);
    expect(exitCode).toBe(4);
    await expectWhole();
  });
});

describe('upgrading Hadoop', () => {
  it('goes on with the same command: saves the metadata, tells HDFS, and keeps every file as it was', async () => {
    const { exitCode, stdout } = await operator.bramble(toCandidate);
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
    expect(stdout).toMatch(/1 +red01 .*3\.5\.1 \(x\d+\) +3\.5\.0[^\n]*\n2 +red /);
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    await expectWhole();
    expect((await operator.bramble(['run', 'hdfs', 'dfs', '-cat', '/later'])).stdout).toBe(
      'written by the next version\n',
    );
    expect(await askHdfs()).toContain('no rolling upgrade in progress');
  });

  it('says before it rolls back what is lost, and asks', async () => {
    const upgraded = await operator.bramble(toCandidate);
    expect(upgraded.exitCode).toBe(0);
    await operator.bramble(['run', 'hdfs', 'dfs', '-put', '-', '/lost'], { input: 'written by the next version\n' });
    expect((await operator.bramble(['run', 'hdfs', 'dfs', '-rm', '-skipTrash', '/text'])).exitCode).toBe(0);
    const { stdout: foreseen } = await operator.bramble(['revert', 'hadoop', '--rollback', '--dry-run']);
    expect(foreseen).toMatch(/what was written to HDFS since its upgrade to 3\.5\.1 began \(.* UTC\) is lost/);
    const unasked = await operator.bramble(['revert', 'hadoop', '--rollback', '--no-verify']);
    expect(unasked.stderr).toContain('not confirmed');
    expect(await askHdfs()).toContain('<NOT FINALIZED>');
  });

  it('rolls back all at once: what was written since is lost, and what was deleted is there again', async () => {
    const { exitCode, stdout } = await operator.bramble(['revert', 'hadoop', '--rollback', '--yes', '--no-verify']);
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    await expectWhole();
    expect((await operator.bramble(['run', 'hdfs', 'dfs', '-test', '-e', '/lost'])).exitCode).toBe(1);
    expect(await askHdfs()).toContain('no rolling upgrade in progress');
  });

  it('keeps nothing to roll back to afterwards, and nothing to finalize, and says so', async () => {
    const { exitCode, stderr } = await operator.bramble(['revert', 'hadoop', '--rollback', '--yes']);
    expect(stderr).toContain('HDFS has kept nothing to roll back to');
    expect(exitCode).toBe(3);
    const { stdout } = await operator.bramble(['upgrade', 'hadoop', '--finalize', '--yes']);
    expect(stdout).toContain('nothing to finalize: HDFS is not in the middle of an upgrade');
  });
});

// A small file system in place of /opt, with what bramble has there still in its place.
const fillOpt = `set -e
mkdir -p /run/kept
mount --bind /opt/bramble /run/kept
mount -t tmpfs -o size=100M tmpfs /opt
mkdir /opt/bramble
mount --bind /run/kept /opt/bramble`;
