import { describe, expect, it } from 'vitest';
import { readRecipes } from '../../src/build/read-recipes.ts';
import { BrambleError } from '../../src/errors.ts';
import { upgradeCluster } from '../../src/operations/upgrade.ts';
import { saveCluster } from '../../src/store/cluster-store.ts';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { upgradeTo } from '../support/simulated/upgrading.ts';
import { useStateHome } from '../support/state-home.ts';

useStateHome();

const old = { version: '1.0.0', payloadId: 'old' };

/** `bramble upgrade hadoop`, and what it said. */
async function upgrade(cluster: SimulatedCluster, options: Partial<Parameters<typeof upgradeCluster>[0]> = {}) {
  const said: string[] = [];
  const results: object[] = [];
  const reporter = {
    line: (text: string) => said.push(text),
    result: (value: unknown) => results.push(value as object),
  };
  const quick = { soak: 0, startTimeout: 0, drainTimeout: 0, verify: false } as const;
  await upgradeCluster({ components: ['hadoop'], ...quick, ...options }, cluster.open(reporter));
  return { said, result: results[0] };
}

/** An upgrade to what this bramble builds, whose operator pressed Ctrl-C when the last node was to get work again. */
async function cutOff(): Promise<SimulatedCluster> {
  const cluster = await SimulatedCluster.deployed(['hadoop'], { payload: old });
  await saveCluster(cluster.spec);
  const { hadoop: payloadId } = await readRecipes();
  const controller = new AbortController();
  let isInstalled = false;
  cluster
    .pi('red02')
    .when(/-s -- install/, () => {
      isInstalled = true;
      return undefined;
    })
    .when(/systemctl start/, () => {
      if (isInstalled) controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return undefined;
    });
  const payload = { version: '1.0.0', payloadId };
  await expect(upgradeTo(cluster, payload, { signal: controller.signal })).rejects.toThrow('interrupted');
  expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x2)', 'red01 1.0.0 (x2)', 'red02 1.0.0 (x2)']);
  expect(cluster.inMaintenance()).toEqual(['red02']);
  isInstalled = false;
  return cluster;
}

describe('an upgrade that was cut off when the last node had the revision', () => {
  it('is ended by the same command: in service, with its note and its daemons', async () => {
    const cluster = await cutOff();
    cluster.pi('red02').installed.get('hadoop')?.up.delete('nodemanager');
    const { said, result } = await upgrade(cluster);
    expect(said).toContain(
      'all hosts have it; an interrupted command, or other settings, left something to do on red02',
    );
    expect(result).toMatchObject({ changed: true, healthy: true });
    expect(cluster.inMaintenance()).toEqual([]);
    expect(cluster.with('nodemanager')).toHaveLength(3);
    expect(new Set(cluster.notes.map(({ components }) => components.hadoop?.payloadId)).size).toBe(1);
  });

  it('is shown as not ended by a dry run, which changes nothing', async () => {
    const cluster = await cutOff();
    const { said, result } = await upgrade(cluster, { dryRun: true });
    expect(said).toEqual([expect.stringContaining('left something to do on red02')]);
    expect(result).toEqual({ changed: false, changes: [], batches: [] });
    expect(cluster.inMaintenance()).toEqual(['red02']);
  });
});

it('tells of applications that another version of Spark may end, before it begins', async () => {
  const cluster = await SimulatedCluster.deployed(['spark'], { payload: old });
  cluster.applications = [{ id: 'app-7', name: 'pi' }];
  await upgrade(cluster, { components: ['spark'], dryRun: true });
  expect(cluster.told('plan', 'note')).toEqual([
    'across versions of Spark running applications may end: pi (app-7); wait for them, or give them a longer --drain-timeout',
  ]);
});

it('is nothing where all nodes have what is wanted and nothing is left', async () => {
  const cluster = await cutOff();
  await upgrade(cluster);
  const { said, result } = await upgrade(cluster);
  expect(said).toEqual(['nothing to upgrade: all 3 hosts have it']);
  expect(result).toEqual({ changed: false, changes: [], batches: [] });
});
