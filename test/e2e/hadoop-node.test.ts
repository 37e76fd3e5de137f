import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HadoopLab, type HadoopNode, openHadoopLab, patiently } from '../support/hadoop-lab.ts';

const nodeKit = new URL('../../snaps/node/bramble-node', import.meta.url);

let lab: HadoopLab;
let red: HadoopNode;
let red01: HadoopNode;

const settings = {
  'namenode.host': 'red',
  'resourcemanager.host': 'red',
  'historyserver.host': 'red',
  'hdfs.cluster-id': 'bramble-e2e',
  'hdfs.create-id': 'bramble-e2e',
  'hdfs.replication': '2',
};

beforeAll(async () => {
  lab = await openHadoopLab('hadoop-node');
  ({ red, red01 } = lab);
});
afterAll(() => lab?.end());

const liveDataNodes = () => lab.bean(9870, 'NameNode,name=FSNamesystemState', 'NumLiveDataNodes');
const safeMode = () => lab.bean(9870, 'NameNode,name=NameNodeInfo', 'Safemode');
const activeNodeManagers = () => lab.bean(8088, 'ResourceManager,name=ClusterMetrics', 'NumActiveNMs');

describe('Hadoop on a snap and a tarball', () => {
  it('comes up by its settings alone, and makes its file system', async () => {
    const wanted = [
      { node: red, roles: 'namenode,datanode,resourcemanager,nodemanager,historyserver' },
      { node: red01, roles: 'secondarynamenode,datanode,nodemanager' },
    ];
    await Promise.all(wanted.map(({ node, roles }) => node.set({ ...settings, 'node.name': node.name, roles })));
    await expect.poll(liveDataNodes, patiently).toBe(2);
    await expect.poll(activeNodeManagers, patiently).toBe(2);
    await expect.poll(safeMode, patiently).toBe('');
    expect(await red.on(`cat ${red.common}/hdfs/created`)).toBe('bramble-e2e');
  });

  it('gives back on one node what was put on the other, of one owner', async () => {
    await red.on(`head -c 5000000 /dev/urandom >/tmp/data; ${red.command('hdfs')} dfs -put - /data </tmp/data`);
    const sum = await red.on('sha256sum </tmp/data');
    expect(await red01.on(`${red01.command('hdfs')} dfs -cat /data | sha256sum`)).toBe(sum);
    expect(await red01.on(`${red01.command('hdfs')} dfs -stat '%u %r' /data`)).toBe('hadoop 2');
  });

  it('runs a job on nodes of both packagings, sent from the tarball', async () => {
    const jar = `${red01.packaging.root('hadoop')}/hadoop/share/hadoop/mapreduce/hadoop-mapreduce-examples-*.jar`;
    const said = await red01.on(`cd /; ${red01.command('yarn')} jar ${jar} pi 4 10 2>&1`);
    expect(said).toMatch(/completed successfully[\s\S]*Estimated value of Pi is 3\.\d+/);
    expect(said).not.toMatch(/Task Id : .*FAILED/);
  });
});

describe('data of HDFS', () => {
  it('is never formatted again', async () => {
    const version = await red.on(`cat ${red.common}/hdfs/name/current/VERSION`);
    await red.on(`systemctl restart ${red.unit('namenode')}`);
    await expect.poll(liveDataNodes, patiently).toBe(2);
    expect(await red.on(`cat ${red.common}/hdfs/name/current/VERSION`)).toBe(version);
    expect(await red.on(`journalctl -u ${red.unit('namenode')} | grep -c 'creating the file system'`)).toBe('1');
  });

  it('is not used without the disk that it is on, nor with one that is read-only', async () => {
    await red01.on('mkdir -p /mnt/ssd && mount -t tmpfs -o size=2g tmpfs /mnt/ssd');
    const folders = `${red01.common}/hdfs/data\n/mnt/ssd/hdfs`;
    await red01.set({ 'hdfs.data-dirs': folders, 'hdfs.reserved-mb': '0' });
    await expect.poll(() => red01.on('ls /mnt/ssd/hdfs/current 2>/dev/null || :'), patiently).toContain('VERSION');

    await red01.on(`systemctl stop ${red01.unit('datanode')}; mount -o remount,ro /mnt/ssd`);
    expect(await red01.refusal('datanode')).toMatch(/^error: \/mnt\/ssd\/hdfs is read-only: /);
    await red01.on('umount /mnt/ssd');
    expect(await red01.refusal('datanode')).toMatch(/^error: \/mnt\/ssd\/hdfs is not there: its disk is not mounted/);
    expect(await red01.on('ls -A /mnt/ssd')).toBe('');
    await red01.on('install -d -o bramble /mnt/ssd/hdfs');
    expect(await red01.refusal('datanode')).toMatch(/^error: \/mnt\/ssd\/hdfs is not mounted, or is another disk: /);
    await red01.set({ 'hdfs.data-dirs': '' });
    await red01.on(`systemctl start ${red01.unit('datanode')}`);
  });

  it('is refused where it is another file system’s, or is gone', async () => {
    const current = `${red.common}/hdfs/name/current`;
    await red.on(`systemctl stop ${red.unit('namenode')}; mv ${current} /root/current`);
    expect(await red.refusal('namenode')).toMatch(
      /holds no metadata, but the file system bramble-e2e was created here/,
    );
    await red.on(`mv /root/current ${current}; sed -i.kept s/bramble-e2e/other-e2e/ ${current}/VERSION`);
    expect(await red.refusal('namenode')).toContain('other-e2e, but hdfs.cluster-id is bramble-e2e');
    await red.on(`mv ${current}/VERSION.kept ${current}/VERSION`);
    await red.set({ 'hdfs.cluster-id': 'new-e2e', 'hdfs.create-id': 'new-e2e' });
    expect(await red.refusal('namenode')).toContain('bramble-e2e, but hdfs.cluster-id is new-e2e');
    expect(await red.refusal('datanode')).toContain('bramble-e2e, but hdfs.cluster-id is new-e2e');
  });

  it('is all there afterwards', async () => {
    await red.set({ 'hdfs.cluster-id': 'bramble-e2e', 'hdfs.create-id': '' });
    await red.on(`systemctl start ${red.unit('namenode')} ${red.unit('datanode')}`);
    await expect.poll(liveDataNodes, patiently).toBe(2);
    await expect.poll(safeMode, patiently).toBe('');
    const sum = await red.on('sha256sum </tmp/data');
    expect(await red.on(`${red.command('hdfs')} dfs -cat /data | sha256sum`)).toBe(sum);
  });

  it('stays when Hadoop is removed, and goes when that is said, then or later', async () => {
    const { host, packaging, common } = red01;
    const removal = await host.run(packaging.remove('hadoop', { purge: false }).argv, { sudo: true });
    expect(removal.stdout).toMatch(/^its data is kept in \/var\/lib\/bramble\/hadoop \(.+\)$/m);
    expect(await red01.on(`cat ${common}/hdfs/data/current/VERSION`)).toContain('clusterID=bramble-e2e');
    await host.run(['sh', '-s', '--', 'remove', 'hadoop', '--purge'], {
      sudo: true,
      stdin: await readFile(nodeKit, 'utf8'),
    });
    expect(await red01.on('ls -d /opt/bramble /var/lib/bramble 2>/dev/null; getent passwd bramble || :')).toBe('');
  });
});
