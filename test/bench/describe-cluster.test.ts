import { describe, expect, it } from 'vitest';
import { decidingSettings } from '../../src/bench/deciding-settings.ts';
import { describeCluster } from '../../src/bench/describe-cluster.ts';
import { diskKindFact } from '../../src/bench/disk-kind.ts';
import { createLocalHost } from '../../src/host/local-host.ts';
import { hostThat, inventBench } from '../support/invented-bench.ts';

const here = createLocalHost('red');
const unprivileged = hostThat(async (argv, options) => await here.run(argv, { ...options, sudo: false }));

describe('the kind of a disk', () => {
  it.each([
    ['by=nvme\nmodel=Samsung SSD 980\n', 'NVMe disk Samsung SSD 980'],
    ['by=SD\nmodel=SC32G\n', 'SD card SC32G'],
    ['by=usb\nmodel=Portable  SSD \n', 'USB disk Portable SSD'],
    ['by=\nmodel=\n', ''],
    ['', ''],
    ['lsblk: not found', ''],
  ])('is read from %j', (text, kind) => {
    expect(diskKindFact.parse(text)).toBe(kind);
  });
});

describe('what is set on a node', () => {
  const extra = 'spark.shuffle.compress=false\nspark.hadoop.fs.s3a.secret.key=hidden-thing';
  const bench = inventBench({
    red: {
      roles: ['namenode', 'worker'],
      keys: {
        hadoop: { 'hdfs.replication': '3', 'namenode.host': 'red' },
        spark: { 'extra.spark-defaults': extra, 'secret.id': 'x' },
      },
    },
  });
  const facts = bench.members.facts.get('red');

  it('is kept where figures depend on it, defaults too, for the roles of the node', () => {
    const { hadoop, spark } = facts === undefined ? {} : decidingSettings(facts, ['namenode', 'worker']);
    expect(hadoop).toMatchObject({ 'hdfs.replication': '3', 'hdfs.block-size-mb': '64', 'namenode.heap-mb': '256' });
    expect(spark).toMatchObject({ 'worker.cores': '1', 'executor.memory-mb': '512' });
    const names = [...Object.keys(hadoop ?? {}), ...Object.keys(spark ?? {})];
    for (const name of ['namenode.host', 'namenode.port', 'yarn.memory-mb', 'secret.id', 'roles'])
      expect(names).not.toContain(name);
  });

  it('is kept without secrets that are in properties of one’s own', () => {
    const { spark } = facts === undefined ? {} : decidingSettings(facts, ['worker']);
    expect(spark?.['extra.spark-defaults']).toContain('spark.shuffle.compress=false');
    expect(JSON.stringify(spark)).not.toContain('hidden-thing');
  });

  it('stands in the description of the cluster, beside what the machine says itself', async () => {
    const real = inventBench({ red: { roles: ['worker'], host: unprivileged } });
    const { cluster } = await describeCluster(real, '0.1.0');
    expect(cluster.nodes).toMatchObject([{ name: 'red', settings: { spark: { 'worker.cores': '1' } } }]);
    expect(cluster.nodes[0]?.kernel).toMatch(/^\d+\.\d+/);
  });
});
