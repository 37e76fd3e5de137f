import { describe, expect, it } from 'vitest';
import { sizesFor } from '../../src/bench/scale.ts';
import { findShortages } from '../../src/bench/shortages.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { FakeHost } from '../support/fake-host.ts';
import { inventBench } from '../support/invented-bench.ts';

const mib = 2 ** 20;
const namenode = 'http://10.1.1.1:9870/jmx?qry=Hadoop:service=NameNode,name=*';

const hdfsWith = (freeMb: number) =>
  JSON.stringify({
    beans: [
      {
        name: 'Hadoop:service=NameNode,name=NameNodeInfo',
        Safemode: '',
        LiveNodes: JSON.stringify({ red: { adminState: 'In Service', used: 0, remaining: freeMb * mib } }),
      },
      { name: 'Hadoop:service=NameNode,name=FSNamesystem' },
    ],
  });

interface Cluster {
  readonly scaleMb: number;
  readonly freeMb?: number;
  readonly hdfsMb?: number;
  readonly workers?: readonly number[];
  readonly roles?: readonly RoleName[];
}

const everything: readonly RoleName[] = ['namenode', 'datanode', 'nodemanager', 'master', 'worker'];

/** A node that leads, and another that only works. */
function benchOf({ scaleMb, freeMb = 20_000, hdfsMb = 20_000, workers = [2], roles = everything }: Cluster) {
  const keys = { spark: { 'executor.memory-mb': '512' }, hadoop: { 'hdfs.replication': '2' } };
  const host = new FakeHost('red').serves(namenode, hdfsWith(hdfsMb));
  const lesser = roles.filter((role) => role !== 'namenode' && role !== 'master');
  const nodes = { red: { roles, keys, freeMb, host }, red01: { roles: lesser, keys, freeMb } };
  return inventBench(nodes, { sizes: sizesFor(scaleMb * mib), workers });
}

describe('a cluster', () => {
  const engines = ['ground', 'spark-standalone', 'spark-yarn', 'hdfs', 'mapreduce'] as const;
  const find = (cluster: Cluster) => findShortages(benchOf(cluster), engines);

  it('has room for what fits', async () => {
    expect(await find({ scaleMb: 256 })).toEqual([]);
  });

  it('is too small where the executors are: those of the fewest workers', async () => {
    const much = { freeMb: 90_000, hdfsMb: 90_000, workers: [1, 2] };
    expect(await find({ ...much, scaleMb: 4096 })).toEqual([]);
    expect(await find({ ...much, scaleMb: 4097 })).toEqual([
      '4097 MB is too much for 1 executor of 512 MB: at most 4096 MB',
    ]);
  });

  it('is too small where a disk has no room for what is passed on', async () => {
    expect(await find({ scaleMb: 256, freeMb: 512 })).toEqual([]);
    expect(await find({ scaleMb: 256, freeMb: 511 })).toEqual(
      ['red', 'red01'].map((node) => `${node} has 511 MB free in /var, and it takes 512 MB`),
    );
  });

  it('is too small where HDFS has no room for all copies', async () => {
    expect(await find({ scaleMb: 256, hdfsMb: 2047 })).toEqual([
      'HDFS has 2047 MB free, and it takes 2048 MB with 2 copies',
    ]);
  });
});

describe('what only some of its engines need', () => {
  const large = { scaleMb: 90_000, freeMb: 200_000, hdfsMb: 900_000 };

  it('is no reason to refuse the others: memory of executors for Hadoop, or any room for the ground', async () => {
    expect(await findShortages(benchOf(large), ['hdfs', 'mapreduce'])).toEqual([]);
    expect(await findShortages(benchOf({ ...large, freeMb: 1, hdfsMb: 1 }), ['ground'])).toEqual([]);
    expect(await findShortages(benchOf(large), ['spark-yarn'])).toHaveLength(1);
  });

  it('is shared out among its NodeManagers where there is no Spark', async () => {
    const hadoop = { scaleMb: 256, workers: [], roles: ['namenode', 'datanode', 'nodemanager'] as const };
    expect(await findShortages(benchOf({ ...hadoop, freeMb: 512 }), ['mapreduce'])).toEqual([]);
    expect(await findShortages(benchOf({ ...hadoop, freeMb: 511 }), ['mapreduce'])).toHaveLength(2);
    expect(await findShortages(benchOf({ ...hadoop, freeMb: 511 }), ['hdfs'])).toEqual([]);
  });
});
