import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { BrambleError } from '../../errors.ts';
import type { LabOs } from '../os.ts';
import type { System } from '../recipe.ts';
import { type LabContext, tell } from './context.ts';
import { runTool, tryTool } from './tool.ts';

/** Programs of this machine that the lab calls, and the packages that bring them. */
const packageOf: Readonly<Record<string, string>> = {
  debootstrap: 'debootstrap',
  flock: 'util-linux',
  ip: 'iproute2',
  mksquashfs: 'squashfs-tools',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  'ssh-keygen': 'openssh-client',
  taskset: 'util-linux',
  tc: 'iproute2',
  unshare: 'util-linux',
};

/** Sees to it that this machine has the programs that the lab calls, by apt-get where that is at hand. */
export async function provideTools(context: LabContext): Promise<void> {
  const found = await tryTool([
    'sh',
    '-c',
    'for name; do command -v "$name"; done; true',
    'sh',
    ...Object.keys(packageOf),
  ]);
  const present = new Set(found.split('\n').map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const missing = Object.keys(packageOf).filter((name) => !present.has(name));
  if (missing.length > 0) await install([...new Set(missing.map((name) => packageOf[name] ?? name))], context);
}

/** Sees to it that this machine has the keys by which a suite is checked: without them debootstrap would not check it. */
export async function provideKeyring({ keyring, keyringPackage }: System, context: LabContext): Promise<void> {
  if (!existsSync(keyring)) await install([keyringPackage], context);
}

async function install(packages: readonly string[], context: LabContext): Promise<void> {
  tell(context, `installing on this machine: ${packages.join(', ')}`);
  if ((await tryTool(['sh', '-c', 'command -v apt-get'])) === '') throw cannotInstall(packages);
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
  const options = { signal: context.signal, timeoutMs: 10 * 60_000 };
  await runTool([...apt, 'update'], options);
  await runTool([...apt, 'install', '--no-install-recommends', ...packages], options);
}

function cannotInstall(packages: readonly string[]): BrambleError {
  return new BrambleError('LAB_FAILED', `the lab needs programs that are not here: ${packages.join(', ')}`, {
    hint: 'install them with the package manager of this machine',
  });
}

/** File systems and devices of the kernel that the hosts need, by module. */
const modules: Readonly<Record<LabOs, readonly string[]>> = {
  raspios: ['overlay', 'bridge', 'veth'],
  ubuntu: ['overlay', 'bridge', 'veth', 'squashfs', 'loop', 'fuse'],
};

/** Loads what the kernel has as modules; rejects where it lacks a file system that hosts of these kinds need. */
export async function provideKernel(oses: readonly LabOs[]): Promise<void> {
  const names = new Set(oses.flatMap((os) => modules[os]));
  for (const name of names) await tryTool(['modprobe', '--quiet', name]);
  const known = (await readFile('/proc/filesystems', 'utf8')).split(/\s+/);
  const missing = ['overlay', 'squashfs'].filter((name) => names.has(name) && !known.includes(name));
  if (missing.length === 0) return;
  throw new BrambleError('LAB_FAILED', `the kernel of this machine does not know ${missing.join(' and ')}`, {
    hint: 'run the lab on an ordinary Debian or Ubuntu kernel',
  });
}
