import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { InitRecord } from '../liveness.ts';
import { isAlive } from '../liveness.ts';
import { scriptsFolder } from '../paths.ts';
import { hostGroups, makeHostGroups, readCgroupMounts } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { askSystemd, switchOff, switchOn, writeHostFiles } from './host-power.ts';
import { imageLab } from './image-cache.ts';
import { removePolicy } from './policy.ts';
import { settle } from './ready.ts';
import { runEnclosed, runTool } from './tool.ts';
import { waitFor } from './wait.ts';

/** Where the snaps `snapd` and `core24` of a virtual Pi come from. */
export type SnapSource = 'store' | 'stand-in';

interface Seeding {
  /** Empty but for `tree`, where the image is to be. */
  readonly folder: string;
  readonly layers: readonly string[];
  readonly source: SnapSource;
}

const scripts: Readonly<Record<SnapSource, string>> = { store: 'download-snaps.sh', 'stand-in': 'make-stand-ins.sh' };
const told: Readonly<Record<SnapSource, string>> = {
  store: 'base image: snapd and core24 from the Snap Store (cached afterwards)',
  'stand-in': 'base image: the Snap Store cannot be reached, making stand-ins for snapd and core24 (cached afterwards)',
};

/** Boots a host once, installs the first snaps in it, and leaves what that wrote in `tree`. */
export async function seedSnaps({ folder, layers, source }: Seeding, context: LabContext): Promise<void> {
  tell(context, told[source]);
  const snaps = join(folder, 'snaps');
  const paths = [layers[1] ?? '', layers[0] ?? '', join(folder, 'pack'), snaps];
  await runEnclosed(['sh', join(scriptsFolder, scripts[source]), ...paths], context);
  const host = join(folder, 'host');
  await installInTemplate({ host, layers, snaps }, context);
  await rm(join(folder, 'tree'), { recursive: true });
  await removeTraces(join(host, 'upper'));
  await rename(join(host, 'upper'), join(folder, 'tree'));
}

interface Template {
  readonly host: string;
  readonly layers: readonly string[];
  readonly snaps: string;
}

async function installInTemplate({ host, layers, snaps }: Template, context: LabContext): Promise<void> {
  const mounts = await readCgroupMounts();
  const groups = await makeHostGroups(mounts, imageLab, 'template');
  const settings = { lab: imageLab, name: 'template', layers, memoryMb: 2048, groups };
  await writeHostFiles(host, settings, '');
  try {
    const init = await switchOn(host, 'template', context.signal);
    await install(init, snaps, context);
    askSystemd(init, 'poweroff');
    await waitFor(() => (isAlive(init) ? undefined : true), { timeoutMs: 30_000, signal: context.signal });
  } finally {
    await switchOff(host, hostGroups(mounts, imageLab, 'template'));
    await removePolicy(imageLab, 'template');
  }
}

async function install(init: InitRecord, snaps: string, context: LabContext): Promise<void> {
  const inside = `/proc/${init.pid}/root/root/seed`;
  await mkdir(inside);
  for (const name of await readdir(snaps)) await cp(join(snaps, name), join(inside, name));
  await cp(join(scriptsFolder, 'seed-snaps.sh'), join(inside, 'seed-snaps.sh'));
  await settle(init, context);
  const enter = ['nsenter', '--target', String(init.pid), '--all'];
  const seed = [...enter, 'sh', '/root/seed/seed-snaps.sh', '/root/seed'];
  await runTool(seed, { signal: context.signal, timeoutMs: 10 * 60_000 });
}

/** What belongs to that one host and not to the image. */
const traces = [
  'etc/machine-id',
  'etc/hostname',
  'etc/hosts',
  'etc/nsswitch.conf',
  'etc/ssh',
  'home',
  'root',
  'tmp',
  'var/tmp',
  'var/log',
  'var/lib/systemd/random-seed',
];

async function removeTraces(upper: string): Promise<void> {
  for (const name of traces) await rm(join(upper, name), { recursive: true, force: true });
}
