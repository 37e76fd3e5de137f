import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { runTool } from './run-tool.ts';

/** Programs that a build may need, and the package that brings each on Debian and Ubuntu. */
const packageOf = {
  mksquashfs: 'squashfs-tools',
  unsquashfs: 'squashfs-tools',
  'dpkg-deb': 'dpkg',
  'apt-get': 'apt',
  gzip: 'gzip',
  tar: 'tar',
  mvn: 'maven',
  pip3: 'python3-pip',
  unzip: 'unzip',
  'qemu-aarch64-static': 'qemu-user-static',
} as const;

export type Tool = keyof typeof packageOf;

/** Installs the packages of programs that are missing: by itself as root, else it says how. */
export async function ensureTools(tools: readonly Tool[], report: Report, signal?: AbortSignal): Promise<void> {
  const missing = [];
  for (const tool of tools) if (!(await hasProgram(tool))) missing.push(packageOf[tool]);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !(await hasProgram('apt-get'))) throw needs(missing);
  report({ stage: 'build', state: 'note', text: `installing ${missing.join(', ')} on this machine with apt-get` });
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runTool(['apt-get', 'update', '-qq'], { signal, env });
  await runTool(['apt-get', 'install', '-qq', '-y', '--no-install-recommends', ...missing], { signal, env });
}

function needs(missing: readonly string[]): BrambleError {
  return new BrambleError('NEEDS_ROOT', `this machine lacks ${missing.join(', ')}`, {
    hint: `sudo apt-get install ${missing.join(' ')}`,
  });
}

/** Whether a program can be called by its bare name. */
export async function hasProgram(name: string): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = await Promise.allSettled(folders.map((folder) => access(join(folder, name), constants.X_OK)));
  return found.some(({ status }) => status === 'fulfilled');
}
