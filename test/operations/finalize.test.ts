import { describe, expect, it } from 'vitest';
import { finalizeHdfs } from '../../src/operations/finalize.ts';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { next, upgradeTo } from '../support/simulated/upgrading.ts';

type Options = Parameters<typeof finalizeHdfs>[0];

async function upgraded(): Promise<SimulatedCluster> {
  const cluster = await SimulatedCluster.deployed(['hadoop']);
  await upgradeTo(cluster, next);
  return cluster;
}

/** Finalizes and tells what was said. */
async function finalize(cluster: SimulatedCluster, options: Options, answer = false): Promise<string[]> {
  const said: string[] = [];
  await finalizeHdfs({ startTimeout: 0, ...options }, cluster.open({ line: (text) => said.push(text) }, answer));
  return said;
}

describe('finalizing the upgrade of HDFS', () => {
  it('says what is given up, and asks', async () => {
    const cluster = await upgraded();
    await expect(finalize(cluster, {})).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      message: 'not confirmed: HDFS can still go back',
    });
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
    expect(await finalize(cluster, {}, true)).toEqual([
      expect.stringMatching(/gives up what it kept .* upgrade to 2\.0\.0 \(begun 2026-09-21 14:13 UTC\): afterwards/),
      'the upgrade of HDFS is finalized',
    ]);
    expect(cluster.hdfsUpgrade().isOpen).toBe(false);
  });

  it('is only shown in a dry run', async () => {
    const cluster = await upgraded();
    expect(await finalize(cluster, { dryRun: true, yes: true })).toEqual([expect.stringContaining('gives up')]);
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });

  it('is refused while a node runs another version, naming it', async () => {
    const cluster = await upgraded();
    cluster.pi('red02').installed.get('hadoop')?.revert();
    await expect(finalize(cluster, { yes: true })).rejects.toMatchObject({
      code: 'REFUSED',
      failures: [
        expect.objectContaining({
          host: 'red02',
          message: 'it runs Hadoop 1.0.0, while the upgrade of HDFS leads to 2.0.0',
        }),
      ],
    });
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });

  it('is refused while Hadoop does not work, with what does not', async () => {
    const cluster = await upgraded();
    cluster.pi('red01').installed.get('hadoop')?.up.delete('nodemanager');
    await expect(finalize(cluster, { yes: true })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Hadoop does not work as it is, so HDFS keeps its way back',
      evidence: expect.stringMatching(/^red01 nodemanager: inactive/m),
    });
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });

  it('says so where there is nothing to finalize, and does not take silence for it', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    expect(await finalize(cluster, { yes: true })).toEqual([
      'nothing to finalize: HDFS is not in the middle of an upgrade',
    ]);
    cluster.leader.installed.get('hadoop')?.up.delete('namenode');
    await expect(finalize(cluster, { yes: true })).rejects.toMatchObject({
      host: 'red',
      message: 'the NameNode does not say whether HDFS is in the middle of an upgrade',
    });
  });
});
