import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asRoot } from './as-root.ts';
import type { LabOptions } from './lab-up.ts';
import { labFolder, registryFolder } from './paths.ts';

/** Takes a lab down with everything it had, running or not. */
export async function labDown(lab: string, options: LabOptions): Promise<void> {
  if (existsSync(labFolder(lab))) await asRoot({ kind: 'down', lab, owner: userId() }, options);
  await rm(join(registryFolder(options.env), lab), { recursive: true, force: true });
}

/** Reboots a host in good order, or switches it on where it is off. Returns when it can be used again. */
export async function labReboot(lab: string, host: string, options: LabOptions): Promise<void> {
  await asRoot({ kind: 'reboot', lab, host, owner: userId() }, options);
}

/** Cuts the power of a host. Its disk stays as it was at that moment. */
export async function labKill(lab: string, host: string, options: LabOptions): Promise<void> {
  await asRoot({ kind: 'kill', lab, host, owner: userId() }, options);
}

function userId(): number {
  return process.getuid?.() ?? 0;
}
