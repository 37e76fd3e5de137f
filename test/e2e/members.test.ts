import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataNodeNamed, type HdfsState, isWhole, readHdfsState } from '../../src/facts/hdfs-state.ts';
import { hostFolder } from '../../src/lab/paths.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { type Operator, openOperator } from '../support/operator.ts';

// Begins with two nodes and gains two, one of each packaging. DataNodes count as dead after seconds, and blocks are copied
// one by one, so that it can be seen.
const clusterFile = `name: red
hosts:
  - name: red
    roles: [namenode, datanode, resourcemanager, nodemanager, master]
  - name: red01
    roles: [secondarynamenode, datanode, nodemanager, worker]
settings:
  extra.hdfs-site:
    - dfs.heartbeat.interval=1
    - dfs.namenode.heartbeat.recheck-interval=2000
    - dfs.namenode.stale.datanode.interval=6000
    - dfs.namenode.replication.work.multiplier.per.iteration=1
`;
const namenode = 'snap.bramble-hadoop.namenode';
const jmx = 'http://127.0.0.1:9870/jmx?qry=Hadoop:service=NameNode,name=*';
const patiently = { timeout: 240_000, interval: 1_000 };
const poem = Array.from({ length: 900_000 }, (_, line) => `line ${line} of what must not be lost\n`).join('');

let operator: Operator;

beforeAll(async () => {
  operator = await openOperator('members', {
    hosts: ['red', 'red01', 'red02', 'red03'],
    os: ['ubuntu', 'raspios', 'raspios', 'ubuntu'],
    memoryMb: 3072,
  });
});
afterAll(() => operator?.end());

/** What a command says that does what it is told. */
async function succeed(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await operator.bramble(words);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

/** Why a command refuses; nothing may have been changed by it. */
async function refuse(exit: number, ...words: string[]): Promise<string> {
  const { exitCode, stderr } = await operator.bramble(words);
  expect(exitCode).toBe(exit);
  return stderr;
}

async function hdfs(): Promise<HdfsState> {
  return readHdfsState(JSON.parse(await operator.on('red', `curl -s -g '${jmx}'`)));
}

const stateOf = async (name: string) => dataNodeNamed(name, await hdfs());
const countLive = async () => {
  const state = await hdfs().catch(() => undefined); // a NameNode that starts answers later
  return state?.safeMode === '' ? state.dataNodes.filter(({ isLive }) => isLive).length : 0;
};
const stateWord = async (name: string) => {
  const found = await stateOf(name).catch(() => undefined); // as above
  return found && `${found.isLive ? 'live' : 'dead'}, ${found.adminState}`;
};
const power = (verb: 'kill' | 'reboot', host: string) => succeed('lab', verb, host, '--name', operator.lab.name);

async function expectWhole(copies: number): Promise<void> {
  await expect.poll(async () => isWhole(await hdfs()), patiently).toBe(true);
  expect(await operator.on('red', "/snap/bin/bramble-hadoop.hdfs dfs -stat %r '/a poem'")).toBe(String(copies));
  const read = await operator.on('red', "/snap/bin/bramble-hadoop.hdfs dfs -cat '/a poem' | sha256sum");
  expect(read).toContain(createHash('sha256').update(poem).digest('hex'));
}

interface Verdict {
  readonly findings: readonly Finding[];
}

async function failures(): Promise<string[]> {
  const { result } = await operator.ask<Verdict>(['verify', '--no-jobs', '--timeout', '5']);
  return result.findings
    .filter(({ state }) => state === 'failed')
    .map(({ rung, node, detail }) => `${rung} ${node ?? ''}: ${detail}`);
}

describe('a cluster of two', () => {
  it('is deployed, and gets a file', async () => {
    const file = join(operator.env.XDG_STATE_HOME, 'bramble.yaml');
    await writeFile(file, clusterFile);
    expect(await succeed('deploy', '-f', file, '--no-verify')).toMatch(/deployed hadoop and spark on 2 hosts/);
    await expect.poll(countLive, patiently).toBe(2);
    const { exitCode, stderr } = await operator.bramble(
      ['run', 'hdfs', 'dfs', '-D', 'dfs.blocksize=1048576', '-put', '-', '/a poem'],
      { input: poem },
    );
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('adding nodes', () => {
  it('deploys what is missing, says what changes elsewhere, and gives existing files the copies that are usual now', async () => {
    const said = await succeed('add', 'red[02-03]', '--yes', '--rebalance', '--no-verify');
    expect(said).toMatch(/^red01: set .*hdfs\.replication=3/m);
    expect(said).not.toMatch(/^✓ red(01)?: (send|install)/m);
    expect(said).toMatch(/red02, red03: part of the cluster red, which has 4 nodes now/);
    expect(said).toMatch(/^3 copies instead of 2 for 1 file; HDFS makes them now, \d+ MB in all$/m);
    expect(said).toMatch(/^✓ even out the DataNodes/m);
    await expectWhole(3);
  });

  it('is refused to no node that is there already, and changes nothing the second time', async () => {
    expect(await succeed('add', 'red03', '--dry-run')).toMatch(/the other nodes stay as they are[\s\S]*nothing to do/);
  });
});

describe('removing nodes is refused', () => {
  it.each([
    ['red', /the only namenode is there, and the nodes that would be left need it/],
    ['red,red[01-03]', /these are all nodes of the cluster\n +try: bramble uninstall/],
    ['red[02-03]', /only 2 DataNodes would be left for 1 file with 3 copies\n +try: .*--lower-replication/],
  ])('where the others could not go on: %s', async (list, why) => {
    expect(await refuse(3, 'remove', list, '--yes')).toMatch(why);
  });

  it('where it is a mistake', async () => {
    expect(await refuse(2, 'remove', 'red04', '--yes')).toMatch(/red04 is not a node of the cluster red; did you mean/);
    expect(await refuse(3, 'remove', 'red03', '--dead', '--yes')).toMatch(/it answers, so it is not gone for good/);
    expect(await refuse(3, 'remove', 'red03')).toMatch(/not confirmed: nothing was changed/);
  });
});

describe('a node in maintenance', () => {
  it('lets what runs on it end, and is expected back by HDFS whatever is started anew', async () => {
    const job = join(operator.env.XDG_STATE_HOME, 'long.py');
    await writeFile(job, longJob);
    const running = operator.start(['submit', job]);
    await expect.poll(() => operator.on('red02', 'pgrep -fc [C]oarseGrainedExecutor || true'), patiently).not.toBe('0');
    const said = await succeed('maintenance', 'red02', '--for', '30m');
    expect(said).toMatch(/red02 is in maintenance until \d\d:\d\d \(30 minutes\) and may be switched off/);
    const { exitCode, stdout } = await running.ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'SUM 276\n' });
    await operator.on('red', `systemctl restart ${namenode}`);
    await expect.poll(() => stateWord('red02'), patiently).toBe('live, In Maintenance');
    await succeed('deploy', '--no-verify');
    expect(await stateWord('red02')).toBe('live, In Maintenance');
    await expectWhole(3);
  });

  it('is switched off without that a block is copied, and verify says why it is missing', async () => {
    await power('kill', 'red02');
    await expect.poll(() => stateWord('red02'), patiently).toBe('dead, In Maintenance');
    expect(await failures()).toContainEqual(
      expect.stringMatching(/^hdfs red: 3 of 4 DataNodes live; missing: red02; in maintenance: red02$/),
    );
    await expectWhole(3);
    const { result } = await operator.ask<{ maintenance: string[] }>(['status', '--timeout', '5']);
    expect(result.maintenance).toEqual(['red02']);
    expect(await refuse(3, 'maintenance', 'red02', '--end')).toMatch(
      /red02 does not answer: its maintenance continues/,
    );
  });

  it('comes back', async () => {
    await power('reboot', 'red02');
    expect(await succeed('maintenance', 'red02', '--end')).toMatch(/red02: in service again/);
    expect(await stateWord('red02')).toBe('live, In Service');
    await expectWhole(3);
  });
});

describe('a whole cluster', () => {
  it('is stopped and started in order, and starts at a boot as before', async () => {
    expect(await succeed('stop')).toMatch(/stop nodemanager, worker[\s\S]*stop namenode, resourcemanager, master/);
    expect(await operator.on('red01', 'systemctl is-active bramble-hadoop-datanode || true')).toBe('inactive');
    expect(await operator.on('red01', 'systemctl is-enabled bramble-hadoop-datanode')).toBe('enabled');
    expect(await succeed('start')).toMatch(/start namenode[\s\S]*the cluster red works/);
    await expectWhole(3);
  });
});

describe('a node that is dead', () => {
  it('has its blocks copied anew once its maintenance is over, which verify tells as long as it lasts', async () => {
    await succeed('maintenance', 'red02', '--for', '30s');
    await power('kill', 'red02');
    // Looked at again and again from the start: a fast machine has copied all of it within seconds.
    await expect
      .poll(failures, patiently)
      .toContainEqual(expect.stringMatching(/missing: red02; \d+ blocks? still to be copied$/));
    await expectWhole(3);
    expect(await failures()).toContainEqual(expect.stringMatching(/^hdfs red: 3 of 4 DataNodes live; missing: red02$/));
  });

  it('is replaced by a new one of its name, which is believed only when the old one was given up', async () => {
    await Promise.all(
      ['upper', 'work'].map((folder) => rm(join(hostFolder(operator.lab.name, 'red02'), folder), { recursive: true })),
    );
    await power('reboot', 'red02');
    expect(await refuse(3, 'add', 'red02', '--yes')).toMatch(/red02: its host key is not the one that is known/);
    expect(await refuse(3, 'remove', 'red02', '--yes')).toMatch(/try: .*bramble remove red02 --dead/);
    expect(await succeed('remove', 'red02', '--dead', '--yes', '--no-verify')).toMatch(/its host key is forgotten/);
    expect(await succeed('add', 'red02', '--yes', '--no-verify')).toMatch(/red02: part of the cluster red/);
    await expect.poll(() => stateWord('red02'), patiently).toBe('live, In Service');
    await expectWhole(3);
  });
});

describe('a node that leaves', () => {
  it('hands its blocks on first, also where the command was interrupted, and takes nothing with it', async () => {
    const held = (await stateOf('red03'))?.usedBytes ?? 0;
    expect(held).toBeGreaterThan(2 ** 20);
    const first = operator.start(['remove', 'red03', '--yes', '--json']);
    await first.says(
      /"text":"have HDFS do without it"[^}]*"state":"started"|"state":"started"[^}]*"text":"have HDFS do/,
    );
    first.kill('SIGINT');
    expect((await first.ended).exitCode).toBe(130);
    const said = await succeed('remove', 'red03', '--yes');
    expect(said).toMatch(/red03: no longer part of the cluster red[\s\S]*the cluster red works/);
    expect(await operator.on('red03', 'snap list bramble-hadoop 2>&1 || true')).toMatch(/no matching snaps/);
    expect(await operator.on('red', 'grep -c red03 /etc/hosts || true')).toBe('0');
    expect(await operator.on('red', 'cat /var/snap/bramble-hadoop/common/hdfs/hosts.json')).not.toMatch(/red03/);
    await expectWhole(3);
  });

  it('leaves files with fewer copies where that is wanted', async () => {
    const said = await succeed('remove', 'red02', '--lower-replication', '--yes', '--no-verify');
    expect(said).toMatch(/lower \d+ files? to 2 copies[\s\S]*red02: no longer part of the cluster red/);
    await expect.poll(countLive, patiently).toBe(2);
    await expectWhole(2);
  });
});

const longJob = `import time
from pyspark.sql import SparkSession

def slow(number):
    time.sleep(3)
    return number

session = SparkSession.builder.getOrCreate()
print("SUM", session.sparkContext.parallelize(range(24), 24).map(slow).sum())
`;
