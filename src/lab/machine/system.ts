import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../../errors.ts';
import { findMirror, parseAptSources } from '../apt-sources.ts';
import { type System, systems } from '../recipe.ts';

/** What this machine makes its images from. */
export interface MachineSystem extends System {
  readonly mirror: string;
  /** Name of the debootstrap script that knows the suite. */
  readonly script: string;
}

/** Reads which system this machine runs and where it takes its packages from. Rejects on other machines than Debian's kin. */
export async function readMachineSystem(): Promise<MachineSystem> {
  const release = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  const system = [release.ID, ...(release.ID_LIKE ?? '').split(' ')].includes('ubuntu')
    ? systems.ubuntu
    : systems.debian;
  const codename = release.UBUNTU_CODENAME ?? release.DEBIAN_CODENAME ?? release.VERSION_CODENAME ?? '';
  const mirror = findMirror(parseAptSources(await readAptSources()), codename);
  if (mirror === undefined) throw noMirror();
  return { ...system, mirror: await resolveMirror(mirror), script: scriptFor(system) };
}

/** Lines such as `ID=debian` or `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"`. */
function parseOsRelease(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('"', ''),
  ]);
  return Object.fromEntries(pairs);
}

async function readAptSources(): Promise<{ name: string; text: string }[]> {
  const folder = '/etc/apt/sources.list.d';
  const more = (await readdir(folder).catch(() => [])).sort().filter((name) => /\.(list|sources)$/.test(name));
  const files = ['/etc/apt/sources.list', ...more.map((name) => join(folder, name))];
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(name, 'utf8').catch(() => '') })));
}

/** `mirror+file:/etc/apt/mirrors/debian.list` names a file whose first line is the mirror. */
async function resolveMirror(uri: string): Promise<string> {
  if (!uri.startsWith('mirror+file:')) return uri;
  const list = await readFile(uri.slice('mirror+file:'.length), 'utf8');
  return list.split(/\s/)[0] ?? uri;
}

const debootstrapScripts = '/usr/share/debootstrap/scripts';

function scriptFor({ suite, scriptSuite }: System): string {
  return join(debootstrapScripts, existsSync(join(debootstrapScripts, suite)) ? suite : scriptSuite);
}

function noMirror(): BrambleError {
  return new BrambleError(
    'LAB_FAILED',
    'apt on this machine names no mirror of Debian or Ubuntu to make the base image from',
    {
      hint: 'run the lab on Debian or Ubuntu, or in a virtual machine with one of them',
    },
  );
}
