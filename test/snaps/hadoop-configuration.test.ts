import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rolesOf } from '../../src/domain/roles.ts';
import { HdfsNode } from '../support/hdfs-node.ts';

let node: HdfsNode;

const all = rolesOf('hadoop');
const settled = {
  roles: all.join(','),
  node: { name: '10.9.9.1' },
  namenode: { host: '10.9.9.1' },
  resourcemanager: { host: '10.9.9.1' },
  historyserver: { host: '10.9.9.1' },
  hdfs: { 'cluster-id': 'red-1' },
};

beforeEach(() => {
  node = new HdfsNode();
  node.settings = settled;
});

afterEach(() => node.remove());

/** Properties of a site as Hadoop reads them: the last one of a name wins. */
function site(name: string, app: string): ReadonlyMap<string, string> {
  const xml = node.describe(`print_${name} ${app} | print_site`);
  return new Map(
    [...xml.matchAll(/<name>(.*)<\/name><value>(.*)<\/value>/g)].map(([, key = '', value = '']) => [key, value]),
  );
}

/** All values of all sites that a daemon or the commands find. */
function valuesOf(app: string): string[] {
  return ['core', 'hdfs', 'yarn', 'mapred'].flatMap((name) => [...site(name, app).values()]);
}

describe('the configure hook of Hadoop', () => {
  beforeEach(() => {
    node.services = Object.fromEntries(all.map((role) => [role, 'enabled active']));
    for (const role of all) node.startedNow(role);
  });

  it.each<[change: string, settings: object, restarted: readonly string[]]>([
    ['nothing', {}, []],
    ['a default that is written out', { yarn: { cores: 1 } }, []],
    ['what commands alone use', { client: { 'heap-mb': 300 } }, []],
    ['the word to create, once it is said', { hdfs: { 'cluster-id': 'red-1', 'create-id': 'red-1' } }, []],
    ['memory for containers', { yarn: { 'memory-mb': 2048 } }, ['nodemanager']],
    ['the smallest container', { yarn: { 'min-allocation-mb': 256 } }, ['resourcemanager']],
    ['the NameNode’s heap', { namenode: { host: '10.9.9.1', 'heap-mb': 512 } }, ['namenode']],
    ['a job’s memory', { mapreduce: { 'map-memory-mb': 512 } }, ['nodemanager', 'historyserver']],
    ['space that is left free', { hdfs: { 'cluster-id': 'red-1', 'reserved-mb': 1 } }, ['datanode']],
    ['a property of YARN', { extra: { 'yarn-site': ['a.b=c'] } }, ['resourcemanager', 'nodemanager', 'historyserver']],
    ['a property of all', { extra: { 'core-site': ['a.b=c'] } }, all],
  ])('restarts what %s concerns', (_change, settings, restarted) => {
    node.settings = { ...settled, ...settings };
    const { exitCode, asked } = node.run('configure');
    expect(exitCode).toBe(0);
    expect([...asked].sort()).toEqual(restarted.map((role) => `restart bramble-hadoop.${role}`).sort());
  });
});

describe('what is written for Hadoop', () => {
  it('allows nobody to format, whatever reads it', () => {
    for (const app of [...all, 'client'])
      expect(site('hdfs', app).get('dfs.namenode.support.allow.format')).toBe('false');
  });

  it('keeps the lists of nodes that leave where they outlive restarts and upgrades', () => {
    expect(site('hdfs', 'namenode').get('dfs.hosts')).toBe(`${node.root}/common/hdfs/hosts.json`);
    expect(site('yarn', 'resourcemanager').get('yarn.resourcemanager.nodes.exclude-path')).toBe(
      `${node.root}/common/yarn/exclude`,
    );
  });

  it('has the same user for all, and rights are checked', () => {
    for (const app of [...all, 'client']) {
      expect(site('core', app).get('hadoop.user.group.static.mapping.overrides')).toBe('dr.who=;hadoop=supergroup');
      expect(site('hdfs', app).has('dfs.permissions.enabled')).toBe(false);
    }
    expect(site('yarn', 'nodemanager').get('yarn.nodemanager.env-whitelist')?.split(',')).toContain('HADOOP_USER_NAME');
  });

  it('keeps everything below the common folder or in HDFS, and nothing in the machine’s /tmp', () => {
    const places = [...all, 'client'].flatMap(valuesOf).join('\n').replaceAll(node.root, '');
    expect(places).not.toMatch(/(^|:|\/\/)\/tmp\b/m);
    const yarn = site('yarn', 'nodemanager');
    expect(yarn.get('yarn.nodemanager.local-dirs')).toBe(`${node.root}/common/yarn/local`);
    expect(yarn.get('yarn.nodemanager.log-dirs')).toBe(`${node.root}/common/yarn/logs`);
    expect(site('yarn', 'resourcemanager').get('yarn.node-attribute.fs-store.root-dir')).toContain('/common/yarn/');
    expect(site('core', 'client').get('hadoop.tmp.dir')).toBe('${env.BRAMBLE_COMMON}/tmp');
  });

  it('names no place in what a job takes to other nodes, for they may be of the other packaging', () => {
    expect(valuesOf('client').join('\n')).not.toContain(node.root);
  });

  it('gives containers all places from the node that they run on', () => {
    const yarn = site('yarn', 'nodemanager');
    const inherited = yarn.get('yarn.nodemanager.env-whitelist')?.split(',');
    expect(inherited).toEqual(
      expect.arrayContaining(['JAVA_HOME', 'HADOOP_MAPRED_HOME', 'HADOOP_COMMON_HOME', 'BRAMBLE_COMMON']),
    );
    expect(yarn.get('yarn.nodemanager.force.path')).toBe(`${node.root}/bin:/usr/local/bin:/usr/bin:/bin`);
  });

  it('fits a job’s heaps into its containers', () => {
    const mapred = site('mapred', 'client');
    expect(mapred.get('yarn.app.mapreduce.am.command-opts')).toContain('-Xmx249m');
    expect(Number(mapred.get('mapreduce.task.io.sort.mb'))).toBeLessThan(320 * 0.65 * 0.5);
    node.settings = { ...settled, mapreduce: { 'map-memory-mb': 1_048_576 } };
    expect(site('mapred', 'client').get('mapreduce.task.io.sort.mb')).toBe('512');
  });

  it('replaces a name that means loopback, so that no daemon announces itself as that', () => {
    node.settings = { ...settled, node: { name: 'localhost' }, namenode: { host: 'localhost' } };
    const values = ['namenode', 'datanode', 'client'].flatMap((app) => [
      ...site('core', app).values(),
      ...site('hdfs', app).values(),
    ]);
    expect(values.join('\n')).not.toMatch(/localhost|127\.|::1/);
  });

  it('lets what the user writes come last, with its signs kept', () => {
    node.settings = { ...settled, extra: { 'hdfs-site': ['dfs.replication=5', 'a.b=<x> & "y"'] } };
    expect(site('hdfs', 'client').get('dfs.replication')).toBe('5');
    expect(site('hdfs', 'client').get('a.b')).toBe('&lt;x&gt; &amp; "y"');
  });

  it('has one queue, and the user’s words about queues after it', () => {
    node.settings = {
      ...settled,
      extra: { 'yarn-site': ['yarn.scheduler.capacity.root.queues=default,night', 'a.b=c'] },
    };
    const lines = node.describe('print_scheduler').split('\n').filter(Boolean);
    expect(lines[0]).toBe('yarn.scheduler.capacity.root.queues=default');
    expect(lines.at(-1)).toBe('yarn.scheduler.capacity.root.queues=default,night');
  });

  it('is written for each program apart', () => {
    node.start('hdfs', 'version');
    node.start('nodemanager');
    const files = node.files();
    for (const app of ['client', 'nodemanager'])
      for (const name of ['core', 'hdfs', 'yarn', 'mapred']) expect(files).toContain(`conf/${app}/${name}-site.xml`);
  });
});

describe('the kit’s own df', () => {
  it('answers as the system’s does, for it is asked in its place', () => {
    const columns = (text: string) => text.trim().split('\n')[1]?.split(/\s+/).slice(1, 4).map(Number) ?? [];
    const own = columns(node.describe('sh "$SNAP/node/hadoop/bin/df" -k -P "$SNAP"'));
    const systems = columns(node.describe('df -k -P "$SNAP"'));
    expect(own).toHaveLength(3);
    for (const [at, kilobytes] of own.entries())
      expect(Math.abs(kilobytes - (systems[at] ?? 0)) / kilobytes).toBeLessThan(0.01);
  });
});
