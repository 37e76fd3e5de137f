import { describe, expect, it } from 'vitest';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { goBack, next, upgradeTo } from '../support/simulated/upgrading.ts';
import { useStateHome } from '../support/state-home.ts';

useStateHome();

const rebuilt = { ...next, payloadId: 'rebuilt' };

async function upgraded(): Promise<SimulatedCluster> {
  const cluster = await SimulatedCluster.deployed(['hadoop']);
  await upgradeTo(cluster, next);
  return cluster;
}

describe('an upgrade of HDFS that is open', () => {
  it('ends where all nodes went back from it', async () => {
    const cluster = await upgraded();
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.hdfsUpgrade().isOpen).toBe(false);
  });

  it('stays open where another build of the same version fails', async () => {
    const cluster = await upgraded();
    await expect(upgradeTo(cluster, { ...rebuilt, breaks: ['datanode'] })).rejects.toThrow('red went back');
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });

  it('stays open where nodes go back to another build of the same version', async () => {
    const cluster = await upgraded();
    await upgradeTo(cluster, rebuilt);
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });

  it('refuses an upgrade to yet another version', async () => {
    const cluster = await upgraded();
    await expect(upgradeTo(cluster, { ...rebuilt, version: '3.0.0' })).rejects.toMatchObject({
      code: 'REFUSED',
      host: 'red',
      message: 'HDFS is in the middle of another upgrade, which was not finalized',
    });
  });
});

describe('going back to an earlier version of Hadoop', () => {
  it('is refused once the upgrade is finalized', async () => {
    const cluster = await upgraded();
    cluster.finalizeHdfs();
    await expect(goBack(cluster)).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'the upgrade of HDFS to 2.0.0 is finalized, so 1.0.0 may not read it',
    });
  });

  it('is decided by what lies on the disk where the NameNode does not answer', async () => {
    const cluster = await upgraded();
    cluster.pi('red').when(/-rollingUpgrade query/, () => ({ exitCode: 255, stderr: 'connection refused' }));
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.told('hdfs', 'note')).toContainEqual(expect.stringMatching(/does not say whether HDFS/));
  });
});
