import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { firstPayload, SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { next, upgradeTo } from '../support/simulated/upgrading.ts';
import { useStateHome } from '../support/state-home.ts';

// Whole upgrades, of Pis that keep revisions and answer, and run nothing.
const home = useStateHome();

describe('an upgrade', () => {
  it('brings the revision to every node, those first whose daemons others need, and has each note it', async () => {
    const cluster = await SimulatedCluster.deployed(['spark', 'hadoop']);
    await upgradeTo(cluster, next);
    expect(cluster.whatRuns('spark')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
    expect(cluster.told('batch', 'started')).toEqual([
      'batch 1 of 3: red (it runs the namenode and the resourcemanager and the master)',
      'batch 2 of 3: red01 (one DataNode at a time)',
      'batch 3 of 3: red02 (one DataNode at a time)',
    ]);
    expect(cluster.noted('spark')).toEqual(cluster.pis.map(() => 'latest/candidate 2 second'));
  });

  it('leaves everything in service', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, next);
    expect(cluster.inMaintenance()).toEqual([]);
    expect(cluster.with('nodemanager')).toHaveLength(3);
  });

  it('saves the metadata of HDFS, and tells it of another version and of no other build', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, { ...next, version: '1.0.0' });
    expect(cluster.hdfsUpgrade()).toEqual({ isOpen: false, saved: ['1.0.0-x1'] });
    await upgradeTo(cluster, { ...next, payloadId: 'third' });
    expect(cluster.hdfsUpgrade()).toEqual({ isOpen: true, saved: ['1.0.0-x1', '1.0.0-x2'] });
  });

  it('has snapd refresh nothing meanwhile, where snapd is', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    cluster.pi('red01').hasSnapd = true;
    await upgradeTo(cluster, next);
    const asked = cluster.pis.map(({ ran }) => ran.flatMap((line) => /snap refresh (--\w+)/.exec(line)?.[1] ?? []));
    expect(asked).toEqual([[], ['--hold', '--hold', '--hold', '--hold', '--unhold'], []]); // renewed for each batch
  });

  it('leaves a hold of the owner as it is', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    const red01 = cluster.pi('red01').when(/echo held by us/, () => ({}));
    red01.hasSnapd = true;
    await upgradeTo(cluster, next);
    expect(red01.ran.filter((line) => line.startsWith('snap refresh'))).toEqual([]);
  });

  it('is refused where the cluster does not work as it is, and changes nothing', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.shortBlocks = 3;
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      code: 'REFUSED',
      message: '3 blocks of HDFS lack copies, so no DataNode can be spared',
    });
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
  });
});

describe('before anything is touched', () => {
  const untouched = (cluster: SimulatedCluster) =>
    cluster.pis.every(({ ran }) => !ran.some((line) => /echo held|bramble-node|systemctl|snap refresh/.test(line)));

  it('an open upgrade of HDFS to another version is seen', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await upgradeTo(cluster, next);
    for (const { ran } of cluster.pis) ran.length = 0;
    await expect(upgradeTo(cluster, { ...next, version: '3.0.0', payloadId: 'third' })).rejects.toThrow(
      'another upgrade',
    );
    expect(untouched(cluster)).toBe(true);
  });

  it('a cluster that does not work is seen, also in a dry run, which writes nothing to HDFS', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.offer({ ...firstPayload, breaks: ['nodemanager'] });
    for (const dryRun of [true, false])
      await expect(upgradeTo(cluster, next, { dryRun })).rejects.toMatchObject({
        code: 'REFUSED',
        evidence: expect.stringMatching(/^red nodemanager: /),
      });
    expect(untouched(cluster)).toBe(true);
    const wrote = cluster.pis.map(({ ran }) => ran.filter((line) => line.includes(' -put - ')).length);
    expect(wrote).toEqual([1, 0, 0]); // of the one that was no dry run
  });

  it('a snapd that is at work, a node without the component and an older Hadoop are seen', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.snapdWork.set('red02', 'Install "slow" snap (change 3)');
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      failures: [expect.objectContaining({ host: 'red02', message: 'snapd is busy: Install "slow" snap (change 3)' })],
    });
    await expect(upgradeTo(cluster, { ...next, version: '0.9.0' })).rejects.toMatchObject({
      message: 'Hadoop 0.9.0 is older than 1.0.0, which has written the data',
    });
    cluster.pi('red01').installed.delete('hadoop');
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      failures: [expect.objectContaining({ host: 'red01', hint: 'bramble deploy hadoop installs it there' })],
    });
    expect(untouched(cluster)).toBe(true);
  });

  it('a full node is seen', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.pi('red01').freeMb = 900;
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      failures: [
        expect.objectContaining({
          code: 'HOST_UNSUITABLE',
          host: 'red01',
          message: expect.stringMatching(/^only 900 MB are free; a tarball of hadoop needs \d+ MB/),
        }),
      ],
    });
  });
});

describe('an upgrade that somebody ends', () => {
  const installing = /-s -- install/;

  it('stops where another takes over, puts nothing back and says who it was', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    const words = JSON.stringify({ who: 'bob@desk', since: '2026-11-23T10:05:00Z' });
    cluster.pi('red01').when(installing, () => {
      cluster.pi('red').takeOver(words);
      return undefined;
    });
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      code: 'LOCKED',
      message: 'bob@desk took over at 2026-11-23T10:05:00Z: this command has stopped and changes nothing more',
    });
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 1.0.0 (x1)']);
    expect(cluster.told('revert', 'note')).toEqual([]);
    expect(cluster.told('evidence', 'started')).toEqual([]);
  });

  it('is continued by the same command, which touches no node again that is done', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    const controller = new AbortController();
    cluster.pi('red01').when(installing, () => {
      controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return undefined;
    });
    await expect(upgradeTo(cluster, next, { signal: controller.signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    await upgradeTo(cluster, next);
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 2.0.0 (x2)', 'red02 2.0.0 (x2)']);
    expect(cluster.inMaintenance()).toEqual([]);
  });
});

describe('a revision that does not work', () => {
  it('is taken back from all nodes, and HDFS is as before', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    await expect(upgradeTo(cluster, { ...next, breaks: ['datanode'] })).rejects.toMatchObject({
      code: 'UPGRADE_FAILED',
      message: 'red did not work with the new revision; red went back',
      evidence: expect.stringMatching(/the cluster works as before\nlogs and states .*upgrade-.*\.tar\.gz/),
    });
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.hdfsUpgrade().isOpen).toBe(false);
    expect(cluster.inMaintenance()).toEqual([]);
  });

  it('is taken back also where the evidence cannot be saved, which is said', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    await writeFile(join(home(), 'file'), '');
    vi.stubEnv('XDG_STATE_HOME', join(home(), 'file'));
    await expect(upgradeTo(cluster, { ...next, breaks: ['master'] })).rejects.toMatchObject({
      message: 'red did not work with the new revision; red went back',
      evidence: expect.stringMatching(/the cluster works as before\nlogs and states could not be saved in .*: ENOTDIR/),
    });
    expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
  });

  it('is taken back also from nodes that an earlier run had upgraded, with the notes and the channel of before', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    const before = cluster.notes;
    const controller = new AbortController();
    let isSecond = false;
    cluster.pi('red01').when(/-s -- install/, () => {
      if (isSecond) return { exitCode: 1, stderr: 'no such wish' };
      controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      return { exitCode: 1 };
    });
    await expect(upgradeTo(cluster, next, { signal: controller.signal })).rejects.toThrow('interrupted');
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    isSecond = true;
    await expect(upgradeTo(cluster, next)).rejects.toThrow(
      'red01 did not work with the new revision; red went back; red01 stays as it was',
    );
    expect(cluster.whatRuns('hadoop')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.notes).toEqual(before);
    expect(cluster.hdfsUpgrade().isOpen).toBe(false);
  });

  it('is taken back from a node that was away for a while, which is waited for', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    const red01 = cluster.pi('red01').when(/-s -- install/, (pi) => {
      pi.isLost = true;
      return undefined;
    });
    let tries = 0;
    red01.when(/^reconnect$/, (pi) => {
      tries += 1;
      pi.isLost = tries < 2;
      return undefined;
    });
    await expect(upgradeTo(cluster, next, { returnSeconds: 60 })).rejects.toMatchObject({
      message: 'red01 did not work with the new revision; red went back; red01 stays as it was',
      evidence: expect.stringContaining('the cluster works as before'),
    });
    expect(cluster.told('revert', 'note')).toContain(
      'it does not answer (the connection was lost); waiting for it, 60 s at most',
    );
    expect(red01.ran.filter((line) => line.includes('echo held'))).toHaveLength(2);
  });

  it('stays on a node that does not come back, which is named with why', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    cluster.pi('red02').when(/-s -- install/, (pi) => {
      pi.isLost = true;
      return undefined;
    });
    await expect(upgradeTo(cluster, next, { returnSeconds: 0, settleSeconds: 0 })).rejects.toMatchObject({
      message: 'red02 did not work with the new revision; red01, red went back; red02 could not be brought back',
      hint: expect.stringMatching(/^red02: the connection was lost; once it answers/),
    });
    expect(cluster.whatRuns('spark')).toEqual(['red 1.0.0 (x1)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
  });

  it('is taken to no DataNode while blocks lack copies, which are waited for and then told', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.pi('red').when(/-s -- install/, () => {
      cluster.shortBlocks = 4;
      return undefined;
    });
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      message: 'red01 could not be spared, so nothing was changed there; red went back; red01 stays as it was',
      hint: expect.stringMatching(/^wait until they are copied/),
      evidence: expect.stringContaining('4 blocks of HDFS lack copies, so no DataNode can be spared'),
    });
    expect(cluster.pi('red01').ran.some((line) => line.includes('install hadoop'))).toBe(false);
    for (const { ran } of cluster.pis) expect(ran).toContain('rm -rf /var/tmp/bramble');
  });

  it('is brought to no node that HDFS cannot spare in time, and the option that gives it longer is named', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.maintenance = 'Entering Maintenance';
    await expect(upgradeTo(cluster, next)).rejects.toMatchObject({
      message: 'red could not be spared, so nothing was changed there; red stays as it was',
      hint: expect.stringMatching(/^--drain-timeout gives HDFS longer than 0 s; /),
    });
    expect(cluster.inMaintenance()).toEqual([]);
  });

  it('is taken back where a daemon that answered starts anew while it is watched', async () => {
    const cluster = await SimulatedCluster.deployed(['spark']);
    let looks = -1;
    cluster.onEvent = ({ text }) => {
      if (text.startsWith('watch red01')) looks = 0;
    };
    cluster.pi('red01').when(/^sh -s$/, ({ installed }) => {
      const spark = installed.get('spark');
      if (looks >= 0 && spark !== undefined && ++looks === 2) spark.pid += 1;
      return undefined;
    });
    await expect(upgradeTo(cluster, next, { soakSeconds: 0.01 })).rejects.toMatchObject({
      message: 'red01 did not work with the new revision; red01, red went back',
      evidence: expect.stringMatching(/^red01 worker: its process changed/),
    });
  });

  it('stays where it worked if that is wanted', async () => {
    const cluster = await SimulatedCluster.deployed(['hadoop']);
    cluster.pi('red01').when(/-s -- install hadoop/, () => ({ exitCode: 1, stderr: 'no such wish' }));
    await expect(upgradeTo(cluster, next, { onFailure: 'keep' })).rejects.toMatchObject({
      kept: ['red'],
      message: 'red01 did not work with the new revision; red01 stays as it was; red keeps the new revision',
      evidence: expect.stringContaining('no such wish'),
    });
    expect(cluster.whatRuns('hadoop')).toEqual(['red 2.0.0 (x2)', 'red01 1.0.0 (x1)', 'red02 1.0.0 (x1)']);
    expect(cluster.hdfsUpgrade().isOpen).toBe(true);
  });
});
