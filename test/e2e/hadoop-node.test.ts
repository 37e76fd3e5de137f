import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildComponent } from '../../src/build/build-component.ts';
import { runStep } from '../../src/deploy/run-step.ts';
import type { PackagingName } from '../../src/domain/artifact.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import type { Host } from '../../src/host/host.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';
import { packagings } from '../../src/packaging/packagings.ts';
import { openTestLabs, type TestLabs } from '../support/lab.ts';
import { login } from '../support/login.ts';

const nodeKit = new URL('../../snaps/node/bramble-node', import.meta.url);
const patiently = { timeout: 150_000, interval: 500 };

let labs: TestLabs;
let lab: UpLab['lab'];

/** A host of the lab with Hadoop on it. */
interface Node {
  readonly host: Host;
  readonly packaging: (typeof packagings)[PackagingName];
}

const nodes = new Map<string, Node>();
const packagingOf = { red: 'snap', red01: 'tarball' } as const;
const roles = {
  red: 'namenode,datanode,resourcemanager,nodemanager,historyserver',
  red01: 'secondarynamenode,datanode,nodemanager',
};
const cluster = {
  'namenode.host': 'red',
  'resourcemanager.host': 'red',
  'historyserver.host': 'red',
  'hdfs.cluster-id': 'bramble-e2e',
  'hdfs.create-id': 'bramble-e2e',
  'hdfs.replication': '2',
};

beforeAll(async () => {
  labs = await openTestLabs('hadoop-node');
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const artifacts = await buildComponent(
    { component: 'hadoop', arch, builder: 'auto', source: 'auto', packagings: ['snap', 'tarball'] },
    () => {},
  );
  lab = (await labs.up('lab', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'], memoryMb: 3072 })).lab;
  await Promise.all(
    (['red', 'red01'] as const).map(async (name) => {
      const node = { host: await login(lab, name), packaging: packagings[packagingOf[name]] };
      nodes.set(name, node);
      const file = artifacts.find(({ packaging }) => packaging === packagingOf[name])?.path ?? '';
      await node.host.upload(file, '/var/tmp/payload');
      await runStep(node.host, node.packaging.install('hadoop', '/var/tmp/payload'));
      await on(name, nameHosts());
    }),
  );
});
afterAll(async () => {
  for (const { host } of nodes.values()) await host.close();
  await labs?.end();
});

/** Names all hosts in /etc/hosts, as a deployment does. */
function nameHosts(): string {
  const lines = lab.hosts.map(({ name, address }) => `${address} ${name}\\n`).join('');
  return `sed -i /^127.0.1.1/d /etc/hosts; printf '${lines}' >>/etc/hosts`;
}

function nodeOf(name: string): Node {
  const node = nodes.get(name);
  if (node === undefined) throw new Error(`there is no ${name}`);
  return node;
}

/** Runs a line of shell as root; rejects where it fails. */
async function on(name: string, line: string): Promise<string> {
  const options = { sudo: true, timeoutMs: 180_000 };
  const { exitCode, stdout, stderr } = await nodeOf(name).host.run(['sh', '-c', line], options);
  if (exitCode !== 0) throw new Error(`${line}: ${stderr}${stdout}`);
  return stdout.trim();
}

const hadoop = (name: string, command: string) => nodeOf(name).packaging.command('hadoop', command);
const common = (name: string) => nodeOf(name).packaging.common('hadoop');
const unit = (name: string, role: RoleName) => nodeOf(name).packaging.unit('hadoop', role);
const set = (name: string, values: Readonly<Record<string, string>>) =>
  runStep(nodeOf(name).host, nodeOf(name).packaging.setKeys('hadoop', values));

/** What a daemon's page tells about one of its beans. */
async function bean(port: number, query: string): Promise<Readonly<Record<string, unknown>>> {
  const address = lab.hosts.find(({ name }) => name === 'red')?.address;
  const answer = await fetch(`http://${address}:${port}/jmx?qry=Hadoop:service=${query}`).catch(() => undefined);
  const { beans } = ((await answer?.json()) ?? { beans: [] }) as { beans: Record<string, unknown>[] }; // as Hadoop answers
  return beans[0] ?? {};
}

const liveDataNodes = async () => (await bean(9870, 'NameNode,name=FSNamesystemState')).NumLiveDataNodes;
const isSafe = async () => (await bean(9870, 'NameNode,name=NameNodeInfo')).Safemode;
const activeNodeManagers = async () => (await bean(8088, 'ResourceManager,name=ClusterMetrics')).NumActiveNMs;

/** Starts a daemon that must refuse, reads why from the journal, and stops it. */
async function refusal(name: string, role: RoleName): Promise<string> {
  const service = unit(name, role);
  await on(name, `systemctl stop ${service}; journalctl --rotate --vacuum-time=1s -q; systemctl start ${service}`);
  const said = () => on(name, `journalctl -u ${service} -o cat | grep -m1 '^error: ' || :`);
  await expect.poll(said, patiently).not.toBe('');
  await on(name, `systemctl stop ${service}`);
  return await said();
}

describe('Hadoop on a snap and a tarball', () => {
  it('comes up by its settings alone, and makes its file system', async () => {
    await Promise.all(
      (['red', 'red01'] as const).map((name) => set(name, { ...cluster, 'node.name': name, roles: roles[name] })),
    );
    await expect.poll(liveDataNodes, patiently).toBe(2);
    await expect.poll(activeNodeManagers, patiently).toBe(2);
    await expect.poll(isSafe, patiently).toBe('');
    expect(await on('red', `cat ${common('red')}/hdfs/created`)).toBe('bramble-e2e');
  });

  it('gives back on one node what was put on the other, of one owner', async () => {
    await on('red', `head -c 5000000 /dev/urandom >/tmp/data; ${hadoop('red', 'hdfs')} dfs -put - /data </tmp/data`);
    const sum = await on('red', 'sha256sum </tmp/data');
    expect(await on('red01', `${hadoop('red01', 'hdfs')} dfs -cat /data | sha256sum`)).toBe(sum);
    expect(await on('red01', `${hadoop('red01', 'hdfs')} dfs -stat '%u %r' /data`)).toBe('hadoop 2');
  });

  it('runs a job of both packagings’ nodes, whichever sends it', async () => {
    const jar = `${nodeOf('red01').packaging.root('hadoop')}/hadoop/share/hadoop/mapreduce/hadoop-mapreduce-examples-*.jar`;
    const said = await on('red01', `cd /; ${hadoop('red01', 'yarn')} jar ${jar} pi 4 10 2>&1`);
    expect(said).toMatch(/completed successfully[\s\S]*Estimated value of Pi is 3\.\d+/);
    expect(said).not.toMatch(/Task Id : .*FAILED/);
  });
});

describe('data of HDFS', () => {
  it('is never formatted again', async () => {
    const version = await on('red', `cat ${common('red')}/hdfs/name/current/VERSION`);
    await on('red', `systemctl restart ${unit('red', 'namenode')}`);
    await expect.poll(liveDataNodes, patiently).toBe(2);
    expect(await on('red', `cat ${common('red')}/hdfs/name/current/VERSION`)).toBe(version);
    expect(await on('red', `journalctl -u ${unit('red', 'namenode')} | grep -c 'creating the file system'`)).toBe('1');
  });

  it('is not used without the disk that it is on, nor with one that is read-only', async () => {
    const datanode = unit('red01', 'datanode');
    const live = () =>
      on('red01', `test -s ${common('red01')}/hdfs/volumes && grep -c /mnt/ssd ${common('red01')}/hdfs/volumes || :`);
    await on('red01', 'mkdir -p /mnt/ssd && mount -t tmpfs -o size=2g tmpfs /mnt/ssd');
    await set('red01', { 'hdfs.data-dirs': `${common('red01')}/hdfs/data\n/mnt/ssd/hdfs`, 'hdfs.reserved-mb': '0' });
    await expect.poll(live, patiently).toBe('1');
    await expect.poll(() => on('red01', 'ls /mnt/ssd/hdfs/current 2>/dev/null || :'), patiently).toContain('VERSION');

    await on('red01', `systemctl stop ${datanode}; mount -o remount,ro /mnt/ssd`);
    expect(await refusal('red01', 'datanode')).toMatch(/^error: \/mnt\/ssd\/hdfs is read-only: /);
    await on('red01', 'umount /mnt/ssd');
    expect(await refusal('red01', 'datanode')).toMatch(
      /^error: \/mnt\/ssd\/hdfs is not there: its disk is not mounted/,
    );
    expect(await on('red01', 'ls -A /mnt/ssd')).toBe('');
    await on('red01', 'install -d -o bramble /mnt/ssd/hdfs');
    expect(await refusal('red01', 'datanode')).toMatch(/^error: \/mnt\/ssd\/hdfs is not mounted, or is another disk: /);
    await set('red01', { 'hdfs.data-dirs': '' });
    await on('red01', `systemctl start ${datanode}`);
  });

  it('is refused where it is another file system’s, or is gone', async () => {
    const hdfs = `${common('red')}/hdfs`;
    await on('red', `systemctl stop ${unit('red', 'namenode')}; mv ${hdfs}/name/current /root/current`);
    expect(await refusal('red', 'namenode')).toMatch(
      /name holds no metadata, but the file system bramble-e2e was created here/,
    );
    await on(
      'red',
      `mv /root/current ${hdfs}/name/current; sed -i.kept s/bramble-e2e/other-e2e/ ${hdfs}/name/current/VERSION`,
    );
    expect(await refusal('red', 'namenode')).toMatch(
      /holds data of the file system other-e2e, but hdfs.cluster-id is bramble-e2e/,
    );
    await on('red', `mv ${hdfs}/name/current/VERSION.kept ${hdfs}/name/current/VERSION`);
    await set('red', { 'hdfs.cluster-id': 'new-e2e', 'hdfs.create-id': 'new-e2e' });
    expect(await refusal('red', 'namenode')).toMatch(
      /holds data of the file system bramble-e2e, but hdfs.cluster-id is new-e2e/,
    );
    expect(await refusal('red', 'datanode')).toMatch(
      /holds data of the file system bramble-e2e, but hdfs.cluster-id is new-e2e/,
    );
  });

  it('is all there afterwards', async () => {
    await set('red', { 'hdfs.cluster-id': 'bramble-e2e', 'hdfs.create-id': '' });
    await on('red', `systemctl start ${unit('red', 'namenode')} ${unit('red', 'datanode')}`);
    await expect.poll(liveDataNodes, patiently).toBe(2);
    await expect.poll(isSafe, patiently).toBe('');
    expect(await on('red', `${hadoop('red', 'hdfs')} dfs -cat /data | sha256sum`)).toBe(
      await on('red', 'sha256sum </tmp/data'),
    );
  });

  it('stays when Hadoop is removed, and goes when that is said, then or later', async () => {
    const { host, packaging } = nodeOf('red01');
    await runStep(host, packaging.remove('hadoop', { purge: false }));
    expect(await on('red01', `cat ${common('red01')}/hdfs/data/current/VERSION`)).toContain('clusterID=bramble-e2e');
    await host.run(['sh', '-s', '--', 'remove', 'hadoop', '--purge'], {
      sudo: true,
      stdin: await readFile(nodeKit, 'utf8'),
    });
    expect(await on('red01', 'ls -d /opt/bramble /var/lib/bramble 2>/dev/null; getent passwd bramble || :')).toBe('');
  });
});
