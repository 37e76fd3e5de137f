import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BrambleError } from '../../errors.ts';
import { type CgroupMounts, parseCgroupMounts } from './cgroup-mounts.ts';
import { waitFor } from './wait.ts';

/** The control groups of one host. */
export interface HostGroups {
  /** What the host's first process joins. */
  readonly host: readonly string[];
  /** Where the machine's side of it stays: in version 2 a group with controllers below it must hold no process itself. */
  readonly supervisor: string;
}

const top = 'bramble-lab';

/** Finds this machine's control groups. Rejects where the unified hierarchy is not mounted. */
export async function readCgroupMounts(): Promise<CgroupMounts> {
  const mounts = parseCgroupMounts(await readFile('/proc/self/mounts', 'utf8'));
  if (mounts !== undefined) return mounts;
  throw new BrambleError('LAB_FAILED', 'this machine has no cgroup2 file system mounted, which systemd needs', {
    hint: 'mkdir -p /sys/fs/cgroup/unified && mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified',
  });
}

/** Makes the groups of a host, with its memory limit. Returns whether the kernel keeps the limit. */
export async function makeHostGroups(mounts: CgroupMounts, lab: string, host: string): Promise<HostGroups> {
  const groups = hostGroups(mounts, lab, host);
  for (const folder of [...groups.host, groups.supervisor]) await mkdir(folder, { recursive: true });
  const above = [[], [top], [top, lab], [top, lab, 'hosts']];
  for (const names of above) await passControllersDown(join(mounts.unified, ...names));
  return groups;
}

/** Where the groups of a host are. */
export function hostGroups(mounts: CgroupMounts, lab: string, host: string): HostGroups {
  const unified = join(mounts.unified, top, lab);
  const v1 = mounts.memoryV1 === undefined ? [] : [join(mounts.memoryV1, top, lab, 'hosts', host)];
  return { host: [join(unified, 'hosts', host), ...v1], supervisor: join(unified, 'supervisors') };
}

async function passControllersDown(folder: string): Promise<void> {
  const offered = (await readFile(join(folder, 'cgroup.controllers'), 'utf8')).split(/\s+/);
  for (const name of ['memory', 'cpu', 'pids'])
    if (offered.includes(name)) await tryWrite(join(folder, 'cgroup.subtree_control'), `+${name}`);
}

/** Limits the memory of a host, swap included. Returns false where the kernel offers no memory controller. */
export async function limitMemory({ host }: HostGroups, memoryMb: number): Promise<boolean> {
  const bytes = String(memoryMb * 1024 * 1024);
  const results = await Promise.all(
    host.map(async (folder) => {
      await tryWrite(join(folder, 'memory.swap.max'), '0');
      await tryWrite(join(folder, 'memory.memsw.limit_in_bytes'), '-1');
      const isLimited = await Promise.all(
        ['memory.max', 'memory.limit_in_bytes'].map((name) => tryWrite(join(folder, name), bytes)),
      );
      await tryWrite(join(folder, 'memory.memsw.limit_in_bytes'), bytes);
      return isLimited.includes(true);
    }),
  );
  return results.includes(true);
}

/** Kills every process of a host at once, as a power cut does, and waits until they are gone. */
export async function killGroups({ host }: HostGroups): Promise<void> {
  const groups = host.filter((folder) => existsSync(folder));
  await waitFor(
    async () => {
      const pids = (await Promise.all(groups.map(readPids))).flat();
      for (const pid of pids) tryKill(pid);
      return pids.length === 0 ? true : undefined;
    },
    { timeoutMs: 20_000 },
  );
}

async function readPids(folder: string): Promise<number[]> {
  const own = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  const below = await Promise.all((await subfolders(folder)).map(readPids));
  const pids = own.split('\n').map(Number);
  // A process of another pid namespace than ours reads as 0, and 0 would be our own process group.
  return [...pids.filter((pid) => pid > 1), ...below.flat()];
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

/** Removes the groups of a host, with those that its systemd made. */
export async function removeHostGroups({ host }: HostGroups): Promise<void> {
  for (const folder of host) await removeTree(folder);
}

/** Removes the groups of a lab, and the top one when no lab is left. */
export async function removeLabGroups(mounts: CgroupMounts, lab: string): Promise<void> {
  for (const mount of [mounts.unified, mounts.memoryV1]) {
    if (mount === undefined) continue;
    await removeTree(join(mount, top, lab));
    await rmdir(join(mount, top)).catch(() => {}); // another lab is in there
  }
}

/** Labs of which there are control groups; not those of an image that is being made. */
export async function labsWithGroups(mounts: CgroupMounts): Promise<string[]> {
  const folders = await subfolders(join(mounts.unified, top));
  return folders.map((folder) => basename(folder)).filter((name) => !name.startsWith('.'));
}

/** Hosts of a lab of which there are control groups. */
export async function labHosts(mounts: CgroupMounts, lab: string): Promise<string[]> {
  return (await subfolders(join(mounts.unified, top, lab, 'hosts'))).map((folder) => basename(folder));
}

async function removeTree(folder: string): Promise<void> {
  for (const below of await subfolders(folder)) await removeTree(below);
  // A process that has just been killed may hold its group for another moment.
  await waitFor(() => rmdir(folder).then(done, isAbsent), { timeoutMs: 5_000 });
}

const done = () => true as const;
const isAbsent = (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? true : undefined);

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

async function tryWrite(file: string, text: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  return writeFile(file, text).then(
    () => true,
    () => false,
  );
}
