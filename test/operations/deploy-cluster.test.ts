import { expect, it } from 'vitest';
import { deployCluster } from '../../src/operations/deploy-cluster.ts';
import type { Reporter } from '../../src/operations/operation.ts';
import { gatherAll } from '../../src/session/gather.ts';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { next, upgradeTo } from '../support/simulated/upgrading.ts';
import { useStateHome } from '../support/state-home.ts';

useStateHome();

async function deploy(cluster: SimulatedCluster, reporter: Partial<Reporter> = {}): Promise<void> {
  const open = cluster.open(reporter);
  await deployCluster({ verify: false }, { ...open, gathering: gatherAll([...open.hosts.values()]) });
}

const offers = (cluster: SimulatedCluster) => cluster.told('plan', 'note').filter((text) => /upgrade/.test(text));

it('keeps the builds that run where this bramble would build others, and says what brings those', async () => {
  const cluster = await SimulatedCluster.deployed(['spark', 'hadoop'], {
    payload: { version: '1.0.0', payloadId: 'old' },
  });
  cluster.pi('red01').installed.get('spark')?.up.delete('worker');
  await deploy(cluster);
  expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
  expect(cluster.with('worker')).toHaveLength(3);
  expect(offers(cluster)).toEqual([
    'red, red01, red02 keep hadoop 1.0.0, though another build is to be had: bramble upgrade hadoop brings it',
    'red, red01, red02 keep spark 1.0.0, though another build is to be had: bramble upgrade spark brings it',
  ]);
});

it('finds nothing to do after an upgrade', async () => {
  const cluster = await SimulatedCluster.deployed(['spark']);
  await upgradeTo(cluster, next);
  const results: unknown[] = [];
  await deploy(cluster, { result: (value) => results.push(value) });
  expect(results).toEqual([expect.objectContaining({ changed: false })]);
});

it('does not bring back a revision that was taken back', async () => {
  const cluster = await SimulatedCluster.deployed(['spark']);
  await expect(upgradeTo(cluster, { ...next, breaks: ['worker'] })).rejects.toThrow('went back');
  await deploy(cluster);
  expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
});
