import { beforeEach, describe, expect, it } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { unsupplied } from '../../src/operations/upgrade-request.ts';
import { applyRollback } from '../../src/upgrade/apply-rollback.ts';
import { planRollback } from '../../src/upgrade/plan-rollback.ts';
import type { UpgradeRequest } from '../../src/upgrade/plan-upgrade.ts';
import { markFile } from '../support/simulated/paths.ts';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { next, upgradeTo } from '../support/simulated/upgrading.ts';

let cluster: SimulatedCluster;

beforeEach(async () => {
  cluster = await SimulatedCluster.deployed(['hadoop']);
  await upgradeTo(cluster, next);
});

async function rollBack(change: Partial<UpgradeRequest> = {}): Promise<void> {
  const request = { ...cluster.request(next, change), ...unsupplied };
  await applyRollback(request, await planRollback(request), cluster.report);
}

const marks = () => cluster.pis.map(({ files }) => files.get(markFile));
const before = ['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)'];
const triggered = () => cluster.leader.ran.filter((line) => line.includes('-triggerBlockReport')).length;

describe('rolling HDFS back', () => {
  it('brings all nodes back, has DataNodes say what they hold, and leaves no mark', async () => {
    await rollBack();
    expect(cluster.whatRuns('hadoop')).toEqual(before);
    expect(cluster.noted('hadoop')).toEqual(cluster.pis.map(() => 'latest/stable 1 first'));
    expect(triggered()).toBe(3);
    expect(marks()).toEqual([undefined, undefined, undefined]);
    await expect(rollBack()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('kept nothing'),
    });
  });

  it('is continued where a DataNode was lost when the marks were taken away', async () => {
    const red02 = cluster.pi('red02').when(/^sh -c rm -f "\$1" sh .*rolling-upgrade$/, (pi) => {
      pi.isLost = true;
      return undefined;
    });
    await expect(rollBack()).rejects.toMatchObject({ code: 'HOST_LOST' });
    expect(marks()).toEqual(['rollback 2.0.0\n', undefined, 'rollback 2.0.0\n']);
    red02.forgetInterceptions();
    red02.isLost = false;
    await rollBack();
    expect(marks()).toEqual([undefined, undefined, undefined]);
  });

  it('is continued where it was cut off before the unknown blocks were deleted', async () => {
    const controller = new AbortController();
    cluster.leader.when(/-triggerBlockReport red01/, () => {
      controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return undefined;
    });
    await expect(rollBack({ signal: controller.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(marks()).toEqual(['rollback 2.0.0\n', 'rollback 2.0.0\n', 'rollback 2.0.0\n']);
    cluster.leader.forgetInterceptions();
    cluster.leader.ran.length = 0;
    await rollBack();
    expect(triggered()).toBe(3);
    expect(cluster.whatRuns('hadoop')).toEqual(before);
  });
});
