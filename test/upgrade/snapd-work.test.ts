import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../src/host/host.ts';
import { createLocalHost } from '../../src/host/local-host.ts';
import { planUpgrade } from '../../src/upgrade/plan-upgrade.ts';
import { askSnapd } from '../../src/upgrade/snapd-work.ts';
import { untilBack } from '../../src/upgrade/until-back.ts';
import type { UpgradeRun } from '../../src/upgrade/upgrade-run.ts';
import { SimulatedCluster } from '../support/simulated/simulated-cluster.ts';
import { next } from '../support/simulated/upgrading.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bramble-snapd-'));
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** This machine with a program `snap` that answers so. */
function saying(words: string, exitCode = 0): Host {
  writeFileSync(join(folder, 'snap'), `#!/bin/sh\ncat <<'END'\n${words}\nEND\nexit ${exitCode}\n`);
  chmodSync(join(folder, 'snap'), 0o755);
  const local = createLocalHost('red01');
  return { ...local, run: (argv, options) => local.run(argv, { ...options, sudo: false }) };
}

const table = (status: string) => `ID   Status  Spawn                 Ready                 Summary
6    Done    2026-11-23T10:00:00Z  2026-11-23T10:01:00Z  Install "core24" snap
7    ${status.padEnd(6)}  2026-11-23T10:02:00Z  -                     Refresh "bramble-spark" snap
`;

describe('what snapd is at work on', () => {
  it.each(['Do', 'Doing', 'Undo', 'Undoing', 'Abort'])('is a change whose status is %s', async (status) => {
    expect(await askSnapd(saying(table(status)), undefined)).toBe('Refresh "bramble-spark" snap (change 7)');
  });

  it.each(['Done', 'Error', 'Hold'])('is none whose status is %s', async (status) => {
    expect(await askSnapd(saying(table(status)), undefined)).toBe('');
  });

  it('is nothing where it never changed anything, and not known while it does not answer', async () => {
    expect(await askSnapd(saying('error: no changes found', 1), undefined)).toBe('');
    expect(await askSnapd(saying('error: cannot communicate with server', 1), undefined)).toBe('it does not answer');
  });
});

it('is waited for on a node with a snap before that is looked at: after a boot it goes on installing', async () => {
  const cluster = await SimulatedCluster.deployed(['spark']);
  const request = cluster.request(cluster.offer(next), { returnSeconds: 60 });
  const upgrade = await planUpgrade(request);
  const facts = new Map(upgrade.deployment.facts);
  const [seen, spark] = [facts.get('red01'), facts.get('red01')?.installed.spark];
  if (seen !== undefined && spark !== undefined)
    facts.set('red01', { ...seen, installed: { spark: { ...spark, packaging: 'snap' } } });
  cluster.snapdWork.set('red01', 'Install "bramble-spark" snap (change 7)');
  let looks = 0;
  const red01 = cluster.pi('red01').when(/snap changes/, ({ installed }) => {
    if (++looks < 2) return undefined;
    installed.get('spark')?.install('2.0.0', 'second');
    cluster.snapdWork.clear();
    return undefined;
  });
  // It looks at nothing else of a run.
  const run = {
    request,
    upgrade: { ...upgrade, deployment: { ...upgrade.deployment, facts } },
  } as unknown as UpgradeRun;
  expect((await untilBack(run, red01)).installed.spark?.payloadId).toBe('second');
});
