import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The shell files of the lab, beside `src` or `dist` alike. */
export const scriptsFolder = fileURLToPath(new URL('../../lab', import.meta.url));

/** Where labs live on this machine; readable by all, written by root. */
export const labsFolder = '/var/lib/bramble-lab';

/** Base images, each under a name that ends in the hash of its recipe. */
export const imagesFolder = '/var/cache/bramble/lab';

/** Locks vanish with the machine's boot, as do the processes that hold them. */
export const locksFolder = '/run/lock/bramble-lab';

/** Folder of a lab on this machine. */
export function labFolder(lab: string): string {
  return join(labsFolder, lab);
}

/** Folder of a host: its disk, its settings, the log of its boot. */
export function hostFolder(lab: string, host: string): string {
  return join(labsFolder, lab, 'hosts', host);
}

/** Names the first process of a host while it runs. */
export function initFile(lab: string, host: string): string {
  return join(hostFolder(lab, host), 'init');
}

/** The operator's own folder of labs: keys and what deploy needs to reach the hosts. */
export function registryFolder(env: NodeJS.ProcessEnv): string {
  const state = env.XDG_STATE_HOME || join(env.HOME || homedir(), '.local/state');
  return join(state, 'bramble/labs');
}
