import { describe, expect, it } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { artifactOf } from '../support/simulated/payloads.ts';
import { firstPayload, SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { goBack, next, upgradeTo } from '../support/simulated/upgrading.ts';
import { useStateHome } from '../support/state-home.ts';

useStateHome();

describe('going back', () => {
  it('leaves on each node the note of the release that runs again, and the channel that is followed', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await upgradeTo(cluster, next);
    expect(cluster.noted('spark')).toEqual(cluster.pis.map(() => 'latest/candidate 2 second'));
    await goBack(cluster);
    expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    const { sha256 } = artifactOf('spark', firstPayload);
    for (const { components, spec } of cluster.notes) {
      expect(components.spark).toMatchObject({ channel: 'latest/stable', revision: 1, version: '1.0.0', sha256 });
      expect(spec).toMatchObject({ sources: { spark: { channel: 'latest/candidate' } } });
    }
  });

  it('keeps the channel in mind where the build of before came from none', async () => {
    const cluster = await SimulatedCluster.deployed(['spark'], { payload: { version: '1.0.0', payloadId: 'built' } });
    await upgradeTo(cluster, next);
    await goBack(cluster);
    const { sha256 } = artifactOf('spark', { version: '1.0.0', payloadId: 'built' });
    for (const { components } of cluster.notes)
      expect(components.spark).toMatchObject({ payloadId: 'built', sha256, channel: 'latest/candidate' });
  });

  it('leads to the note of the release of before also after an upgrade to what had run earlier', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await upgradeTo(cluster, next);
    await upgradeTo(cluster, firstPayload);
    expect(cluster.noted('spark')).toEqual(cluster.pis.map(() => 'latest/stable 1 first'));
    await goBack(cluster);
    expect(cluster.noted('spark')).toEqual(cluster.pis.map(() => 'latest/candidate 2 second'));
  });

  it('undoes an upgrade to what had run earlier that was cut off, and is not taken for a way back itself', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await upgradeTo(cluster, next);
    const controller = new AbortController();
    cluster.pi('red').when(/-s -- install/, () => {
      controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return undefined;
    });
    await expect(upgradeTo(cluster, firstPayload, { signal: controller.signal })).rejects.toThrow('interrupted');
    expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x3)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
    await goBack(cluster);
    expect(cluster.whatRuns('spark')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
  });

  it('works where the newer revision does not: that is not held against the one of before', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, next);
    cluster.offer({ ...next, breaks: ['namenode', 'datanode'] });
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.with('datanode')).toHaveLength(3);
    expect(cluster.hdfsUpgrade().isOpen).toBe(false);
    expect(cluster.told('revert', 'note')).toContainEqual(expect.stringContaining('does not answer'));
  });

  it('stops where the one of before does not work, with the evidence, and goes on from there', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, next);
    cluster.offer({ ...firstPayload, breaks: ['nodemanager'] });
    await expect(goBack(cluster)).rejects.toMatchObject({
      code: 'UPGRADE_FAILED',
      message: 'red02 did not work with the revision of before; not yet: red, red01',
      evidence: expect.stringMatching(/red02 nodemanager: .*\n.*logs and states .*\.tar\.gz$/s),
    });
    cluster.offer(firstPayload);
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
  });

  it('is ended by the same command where it was cut off, and goes no further back', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, next);
    await upgradeTo(cluster, { ...next, payloadId: 'third' });
    const controller = new AbortController();
    cluster.leader.when(/bramble-node revert/, (pi) => {
      pi.installed.get('hadoop')?.revert();
      controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return undefined;
    });
    await expect(goBack(cluster, { signal: controller.signal })).rejects.toThrow('interrupted');
    const back = ['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)'];
    expect(cluster.whatRuns('hadoop')).toEqual(back);
    for (const { installed } of cluster.pis) installed.get('hadoop')?.keepOlder();
    await goBack(cluster);
    expect(cluster.whatRuns('hadoop')).toEqual(back);
    expect(cluster.inMaintenance()).toEqual([]);
    expect(cluster.noted('hadoop')).toEqual(cluster.pis.map(() => 'latest/candidate 2 second'));
  });

  it('is refused while snapd of a node is at work on something else', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await upgradeTo(cluster, next);
    cluster.snapdWork.set('red01', 'Refresh "core24" snap (change 7)');
    await expect(goBack(cluster)).rejects.toMatchObject({
      failures: [
        expect.objectContaining({ host: 'red01', message: 'snapd is busy: Refresh "core24" snap (change 7)' }),
      ],
    });
  });

  it('can be gone again: the next upgrade moves on', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await upgradeTo(cluster, next);
    await goBack(cluster);
    await upgradeTo(cluster, next);
    expect(cluster.noted('spark')).toEqual(cluster.pis.map(() => 'latest/candidate 2 second'));
  });
});
