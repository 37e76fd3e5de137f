import { describe, expect, it } from 'vitest';
import { submitOptions } from '../../src/bench/spark-options.ts';
import { extentFor } from '../../src/bench/spark-suite.ts';
import { inventBench } from '../support/invented-bench.ts';

const node = (workerCores: string, yarnCores: string) => ({
  roles: ['worker', 'nodemanager'] as const,
  keys: { spark: { 'worker.cores': workerCores }, hadoop: { 'yarn.cores': yarnCores } },
});
const bench = inventBench({ red: node('4', '4'), red01: node('2', '2') }, { workers: [1, 2] });

const propertiesOf = (options: readonly string[]) => options.filter((word) => word.startsWith('spark.'));

describe('an application for a number of workers', () => {
  it('gets one executor on each, with the cores that every worker has', () => {
    const properties = propertiesOf(submitOptions(bench, { engine: 'spark-standalone', workers: 1 }));
    expect(properties).toEqual(expect.arrayContaining(['spark.executor.cores=2', 'spark.cores.max=2']));
    const both = propertiesOf(submitOptions(bench, { engine: 'spark-standalone', workers: 2 }));
    expect(both).toEqual(expect.arrayContaining(['spark.executor.cores=2', 'spark.cores.max=4']));
  });

  it('gets as many executors of as many cores on YARN', () => {
    const properties = propertiesOf(submitOptions(bench, { engine: 'spark-yarn', workers: 2 }));
    expect(properties).toEqual(
      expect.arrayContaining(['spark.master=yarn', 'spark.executor.instances=2', 'spark.executor.cores=2']),
    );
  });

  it('asks YARN for no more cores than a node of it gives, or than it gives to one container', () => {
    const cores = (workerCores: string, yarnCores: string) =>
      propertiesOf(
        submitOptions(inventBench({ red: node(workerCores, yarnCores) }), { engine: 'spark-yarn', workers: 1 }),
      );
    expect(cores('4', '3')).toContain('spark.executor.cores=3');
    expect(cores('8', '8')).toContain('spark.executor.cores=4');
  });

  it('is found again on YARN by its tag, should it outlive the measurement', () => {
    const properties = propertiesOf(submitOptions(bench, { engine: 'spark-yarn', workers: 2 }));
    expect(properties).toContain('spark.yarn.tags=bramble-bench-ab12');
  });
});

describe('the nodes that an application says it used', () => {
  const executors = ['red', 'red01', 'red01'].map((name, id) => ({ id: `${id}`, node: name, cores: 2 }));

  it('are those that were asked of Spark’s own master, and those that YARN chose', () => {
    expect(extentFor({ engine: 'spark-standalone', workers: 3 }, executors)).toEqual({ nodes: 3, executors: 3 });
    expect(extentFor({ engine: 'spark-yarn', workers: 3 }, executors)).toEqual({ nodes: 2, executors: 3 });
  });
});
