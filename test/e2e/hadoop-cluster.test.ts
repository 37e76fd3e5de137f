import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/verify/finding.ts';
import { rungNames } from '../../src/verify/finding.ts';
import { changedByTheSystem, compareListings, type Listing, listHost } from '../support/host-listing.ts';
import { type Operator, openOperator } from '../support/operator.ts';

// One cluster for all of it: two Pis with snaps, one with a tarball, first with Hadoop, then with Spark on top of it.
const nodes = ['red', 'red01', 'red02'];
const hosts = ['--hosts', 'red,red[01-02]'];
const deploy = ['deploy', 'hadoop', ...hosts];
const hdfs = { red: '/var/snap/bramble-hadoop/common/hdfs', red02: '/var/lib/bramble/hadoop/common/hdfs' };
const namenode = 'snap.bramble-hadoop.namenode';

// In the order of the ladder.
const rungsOfHadoop = [
  'reachable',
  'packaging',
  'service',
  'port',
  'answer',
  'hdfs',
  'file',
  'yarn',
  'mapreduce',
  'steady',
];

interface Verdict {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

let operator: Operator;
const before = new Map<string, Listing>();
const poem = Array.from({ length: 60_000 }, (_, line) => `line ${line} of what must not be lost`).join('\n');

beforeAll(async () => {
  operator = await openOperator('hadoop', { hosts: nodes, os: ['ubuntu', 'ubuntu', 'raspios'], memoryMb: 3072 });
  for (const node of nodes) before.set(node, await listHost(operator, node));
});
afterAll(async () => {
  await operator?.end();
});

const failedOf = ({ findings }: Verdict) =>
  findings
    .filter(({ state }) => state !== 'passed')
    .map(({ rung, node, role, detail }) => ({ rung, node, role, detail }));
const rungsOf = ({ findings }: Verdict) => [...new Set(findings.map(({ rung }) => rung))];
const run = (...words: string[]) => operator.bramble(['run', ...words]);
const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function put(path: string, input: string): Promise<void> {
  const { exitCode, stderr } = await operator.bramble(['run', 'hdfs', 'dfs', '-put', '-', path], { input });
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
}

/** Until the NameNode answers as it did before, whatever it went through. */
async function expectWhole(path: string, text: string): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const { exitCode, stdout } = await run('hdfs', 'dfs', '-cat', path);
    if (exitCode === 0 || Date.now() > deadline) {
      expect(sumOf(stdout)).toBe(sumOf(text));
      return;
    }
    await sleep(2_000);
  }
}

/** Until HDFS knows of the path. */
async function expectListed(path: string): Promise<void> {
  for (let tries = 0; tries < 30; tries++) if ((await run('hdfs', 'dfs', '-test', '-e', path)).exitCode === 0) return;
  throw new Error(`${path} never came`);
}

describe('Hadoop on a mixed cluster', () => {
  it('is deployed by one command, which proves it by a file and a job', async () => {
    const { exitCode, result } = await operator.ask<Verdict>(deploy);
    expect(failedOf(result)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(rungsOf(result)).toEqual(rungsOfHadoop);
    expect(detailOf('file', result)).toMatch(
      /written through red, read through red02, same SHA-256; 4 blocks with 3 copies/,
    );
    expect(detailOf('mapreduce', result)).toMatch(/^125000250000 in \d+ s; tasks: \w+ \d, \w+ \d/);
  });

  it('needs nothing the second time: one connection with one command for each host', async () => {
    const { result } = await operator.ask(deploy);
    const once = { connections: 1, commands: 1 };
    expect(result).toEqual({ changed: false, usage: { red: once, red01: once, red02: once } });
  });

  it('has one identity on all nodes, whatever its daemons run as', async () => {
    await put('/poem', poem);
    const { stdout } = await run('hdfs', 'dfs', '-stat', '%u %r', '/poem');
    expect(stdout).toBe('hadoop 3\n');
    const read = await operator.on('red02', '/usr/local/bin/bramble-hadoop.hdfs dfs -cat /poem | sha256sum');
    expect(read).toContain(sumOf(poem));
  });
});

describe('a MapReduce job of an operator', () => {
  const examples = '/snap/bramble-hadoop/current/hadoop/share/hadoop/mapreduce/hadoop-mapreduce-examples-*.jar';
  let folder: string;
  const jar = () => join(folder, 'examples.jar');
  const submit = (...words: string[]) => operator.bramble(['submit', '--mapreduce', ...words]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hadoop-jar-'));
    await writeFile(jar(), Buffer.from(await operator.on('red', `base64 ${examples}`), 'base64'));
    return () => rm(folder, { recursive: true, force: true });
  });

  it('is run from a jar of this machine, and leaves nothing of it on the node', async () => {
    const { exitCode, stderr } = await submit(jar(), 'wordcount', '-D', 'mapreduce.job.reduces=2', '/poem', '/counted');
    expect(stderr).toMatch(/completed successfully/);
    expect(exitCode).toBe(0);
    const counted = (await run('hdfs', 'dfs', '-cat', '/counted/part-r-*')).stdout;
    expect(counted).toMatch(/^lost\t60000$/m);
    expect(
      await operator.on('red', 'ls /var/snap/bramble-hadoop/common/jobs; ls -d /var/tmp/bramble-job-* || true'),
    ).toBe('');
  });

  it('ends with its own status where its tasks fail', async () => {
    const failing = ['-D', 'mapreduce.map.maxattempts=1', '-D', 'mapreduce.map.java.opts=-XX:NoSuchFlag'];
    const { exitCode, stderr } = await submit(jar(), 'wordcount', ...failing, '/poem', '/failed');
    expect(stderr).toMatch(/failed with state FAILED/);
    expect(exitCode).toBe(1);
  });

  it('is refused before anything is sent where the file is no jar, or starts another class than is asked for', async () => {
    await writeFile(join(folder, 'wrong.jar'), 'not a jar');
    const wrong = await submit(join(folder, 'wrong.jar'), '/poem', '/x');
    expect(wrong.stderr).toMatch(/wrong\.jar is no jar\n +try: name the jar/);
    const other = await submit('--class', 'org.apache.hadoop.examples.WordCount', jar(), '/poem', '/x');
    expect(other.stderr).toMatch(/starts org\.apache\.hadoop\.examples\.ExampleDriver, as its manifest says/);
    expect([wrong.exitCode, other.exitCode]).toEqual([2, 2]);
  });
});

describe('data of HDFS', () => {
  it('is not lost where the NameNode is killed in the middle of a write', async () => {
    const lines = 'seq 1 200000; sleep 40; echo end';
    const writing = operator.on('red', `{ ${lines}; } | /snap/bin/bramble-hadoop.hdfs dfs -put - /written`);
    await expectListed('/written._COPYING_');
    await operator.on('red', `systemctl kill --signal=KILL ${namenode}`);
    await writing; // the client waits for the NameNode at the end of the file, and ends well: all of it is acknowledged
    const numbers = Array.from({ length: 200_000 }, (_, at) => `${at + 1}\n`).join('');
    await expectWhole('/written', `${numbers}end\n`);
    await expectWhole('/poem', poem);
    await run('hdfs', 'dfs', '-rm', '-f', '-skipTrash', '/written');
  });

  it('is refused a NameNode whose metadata is gone, by the plan and by the node, until it is back', async () => {
    await operator.on('red', `systemctl stop ${namenode}; mv ${hdfs.red}/name ${hdfs.red}/moved`);
    const { exitCode, failures } = await operator.ask(deploy);
    expect(exitCode).toBe(1);
    expect(failures).toEqual([
      expect.objectContaining({
        host: 'red',
        message: expect.stringMatching(/was created here, but .* holds no metadata/),
      }),
    ]);
    await operator.on('red', `systemctl start ${namenode}; sleep 4; systemctl stop ${namenode}`);
    const log = await operator.on(
      'red',
      `journalctl -u ${namenode} --no-pager -o cat -n 20; ls ${hdfs.red}/name || true`,
    );
    expect(log).toMatch(/error: .*\/hdfs\/name/);
    expect(await operator.on('red', `[ -e ${hdfs.red}/name/current ] && echo formatted || echo untouched`)).toBe(
      'untouched',
    );
    await operator.on('red', `rm -rf ${hdfs.red}/name; mv ${hdfs.red}/moved ${hdfs.red}/name`);
    expect((await operator.ask([...deploy, '--no-verify'])).exitCode).toBe(0);
    await expectWhole('/poem', poem);
  });

  it('is refused where hosts disagree about the file system', async () => {
    const version = `${hdfs.red02}/data/current/VERSION`;
    await operator.on('red02', `cp -p ${version} /root/VERSION; sed -i s/^clusterID=.*/clusterID=blue-1/ ${version}`);
    const { exitCode, failures } = await operator.ask(deploy);
    expect(exitCode).toBe(1);
    expect(failures.map(({ host, message }) => `${host}: ${message}`)).toContainEqual(
      expect.stringMatching(/^red02: it holds data of the file system blue-1.*; the hosts disagree/),
    );
    await operator.on('red02', `cp -p /root/VERSION ${version}; rm /root/VERSION`);
  });

  it('is not planned away with its DataNode', async () => {
    const { failures } = await operator.ask([...deploy, '--no-workers-on-master']);
    expect(failures).toEqual([
      expect.objectContaining({ host: 'red', message: expect.stringMatching(/would have no datanode any more/) }),
    ]);
  });

  it('stays readable without one of its nodes, which verify names, and the node comes back with its power', async () => {
    await operator.bramble(['lab', 'kill', 'red02', '--name', operator.lab.name]);
    await expectWhole('/poem', poem);
    const { exitCode, result } = await operator.ask<Verdict>(['verify', '--no-jobs', '--timeout', '5']);
    expect(exitCode).toBe(1);
    expect(failedOf(result)).toContainEqual(expect.objectContaining({ rung: 'reachable', node: 'red02' }));
    await operator.bramble(['lab', 'reboot', 'red02', '--name', operator.lab.name]);
    await operator.bramble(['lab', 'reboot', 'red', '--name', operator.lab.name]);
    const again = await operator.ask<Verdict>(['verify', '--no-jobs']);
    expect(failedOf(again.result)).toEqual([]);
    await expectWhole('/poem', poem);
    expect((await operator.ask(deploy)).result).toMatchObject({ changed: false });
  });

  it('survives an uninstallation, which says where it is, and is taken up again with Spark on top', async () => {
    const { stdout, exitCode } = await operator.bramble(['uninstall', 'hadoop', '--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`red: \\d+ MB of HDFS stay in ${hdfs.red}/name`));
    expect(stdout).toMatch(new RegExp(`red02: \\d+ MB of HDFS stay in ${hdfs.red02}/data`));
    const { result } = await operator.ask<Verdict>(['deploy', 'all', ...hosts]);
    expect(failedOf(result)).toEqual([]);
    expect(rungsOf(result)).toEqual(rungNames);
    await expectWhole('/poem', poem);
  });
});

describe('uninstalling both', () => {
  it('takes one away and leaves the other at work', async () => {
    expect((await operator.bramble(['uninstall', 'spark', '--yes'])).exitCode).toBe(0);
    const { result } = await operator.ask<Verdict>(['verify', '--no-jobs']);
    expect(failedOf(result)).toEqual([]);
    expect(await operator.on('red', 'grep -c bramble /etc/hosts')).not.toBe('0');
  });

  it('leaves the hosts as they were, with --purge, also what was kept before', async () => {
    expect((await operator.bramble(['uninstall', ...hosts, 'all', '--yes', '--purge'])).exitCode).toBe(0);
    for (const node of nodes) {
      const after = await listHost(operator, node);
      expect(compareListings(before.get(node) ?? new Map(), after, changedByTheSystem), node).toEqual([]);
    }
  });
});

function detailOf(rung: Finding['rung'], { findings }: Verdict): string | undefined {
  return findings.find((finding) => finding.rung === rung)?.detail;
}
