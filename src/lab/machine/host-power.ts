import { type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../../errors.ts';
import { type InitRecord, isAlive, parseInitRecord, readLiveInit, renderRecord } from '../liveness.ts';
import { scriptsFolder } from '../paths.ts';
import { type HostGroups, killGroups } from './cgroups.ts';
import { type HostSettings, renderHostSettings, renderLabNote } from './host-settings.ts';
import { writeWhole } from './state-file.ts';
import { lastLines } from './tool.ts';
import { waitFor } from './wait.ts';

const bootTimeoutMs = 60_000;

/** Writes what a host boots with; takes effect at its next boot. */
export async function writeHostFiles(folder: string, settings: HostSettings, authorizedKey: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await writeWhole(join(folder, 'settings'), renderHostSettings(settings));
  await writeWhole(join(folder, 'bramble-lab.json'), renderLabNote(settings));
  await writeWhole(join(folder, 'authorized_keys'), `${authorizedKey}\n`);
}

/** Switches a host on and waits for its first process. It goes on without bramble. */
export async function switchOn(folder: string, name: string, signal?: AbortSignal): Promise<InitRecord> {
  await Promise.all(['init', 'booting', 'supervisor'].map((file) => rm(join(folder, file), { force: true })));
  const log = openSync(join(folder, 'boot.log'), 'w', 0o644);
  const options = { cwd: '/', detached: true, stdio: ['ignore', log, log] } satisfies SpawnOptions;
  const supervisor = spawn('bash', [join(scriptsFolder, 'run-host.sh'), folder], options);
  closeSync(log);
  supervisor.unref();
  // At once, so that whoever is interrupted from here on knows whom to end.
  if (supervisor.pid !== undefined) writeFileSync(join(folder, 'supervisor'), renderRecord(supervisor.pid));
  let hasEnded = false;
  supervisor.once('exit', () => {
    hasEnded = true;
  });
  const ask = () => readLiveInit(join(folder, 'init')) ?? (hasEnded ? 'ended' : undefined);
  const init = await waitFor(ask, { timeoutMs: bootTimeoutMs, signal });
  if (typeof init === 'object') return init;
  throw await bootFailed(folder, name, init === 'ended' ? 'did not boot' : 'did not boot within a minute');
}

/** The failure of a host to come up, with the end of what its boot said. */
export async function bootFailed(folder: string, host: string, message: string): Promise<BrambleError> {
  const log = await readFile(join(folder, 'boot.log'), 'utf8').catch(() => '');
  return new BrambleError('LAB_FAILED', message, { host, evidence: lastLines(log, 12) });
}

/** Cuts the power of a host, whatever state it is in. Its disk stays. */
export async function switchOff(folder: string, groups: HostGroups): Promise<void> {
  const supervisor = parseInitRecord(await readFile(join(folder, 'supervisor'), 'utf8').catch(() => ''));
  // Its process group, so that nothing that it was just starting gets away. What has booted is in the control group.
  if (supervisor !== undefined && isAlive(supervisor)) process.kill(-supervisor.pid, 'SIGKILL');
  await killGroups(groups);
  await Promise.all(['init', 'booting', 'supervisor'].map((file) => rm(join(folder, file), { force: true })));
}

// systemd's own signals to its first process: SIGRTMIN+4 and SIGRTMIN+5, where the C library begins at 34.
const orderly = { poweroff: 38, reboot: 39 };

/** Asks a running host to go down in good order; what follows is for the caller to wait for. */
export function askSystemd({ pid }: InitRecord, what: keyof typeof orderly): void {
  process.kill(pid, orderly[what]);
}

/** Replaces the keys that log in to a host, on its disk as it is now. */
export async function replaceLogin(folder: string, { pid }: InitRecord, authorizedKey: string): Promise<void> {
  const file = `/proc/${pid}/root/home/pi/.ssh/authorized_keys`;
  if (existsSync(file)) await writeFile(file, `${authorizedKey}\n`);
  await writeWhole(join(folder, 'authorized_keys'), `${authorizedKey}\n`);
}
