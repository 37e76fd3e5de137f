import { readFile } from 'node:fs/promises';
import type { Arch } from '../domain/artifact.ts';
import { BrambleError } from '../errors.ts';
import { runTool } from './run-tool.ts';

/** Where Java and Python come from: a distribution's package archive, at one release. */
export interface Distribution {
  readonly id: 'debian' | 'ubuntu';
  /** Release whose packages have Java 17; the newest of its kind. */
  readonly suite: string;
  readonly keyring: string;
  readonly archive: string;
  readonly securityArchive: string;
  readonly components: string;
}

const distributions = {
  debian: {
    id: 'debian',
    suite: 'bookworm',
    keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
    archive: 'http://deb.debian.org/debian',
    securityArchive: 'http://deb.debian.org/debian-security',
    components: 'main',
  },
  ubuntu: {
    id: 'ubuntu',
    suite: 'noble',
    keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg',
    archive: 'http://archive.ubuntu.com/ubuntu',
    securityArchive: 'http://security.ubuntu.com/ubuntu',
    components: 'main universe',
  },
} as const satisfies Record<string, Distribution>;

const ubuntuPorts = 'http://ports.ubuntu.com/ubuntu-ports';

/** The package archive for a build on this machine, through the mirror that the machine itself uses. */
export async function chooseDistribution(arch: Arch): Promise<Distribution> {
  const chosen = distributions[idOf(await readFile('/etc/os-release', 'utf8').catch(() => ''))];
  const native = (await runTool(['dpkg', '--print-architecture'])).trim();
  if (chosen.id === 'ubuntu' && arch !== native)
    return { ...chosen, archive: ubuntuPorts, securityArchive: ubuntuPorts };
  return { ...chosen, ...(await mirrorsOf(chosen)) };
}

function idOf(osRelease: string): 'debian' | 'ubuntu' {
  const words = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, value = '']) => value.split(' '));
  if (words.includes('ubuntu')) return 'ubuntu';
  if (words.includes('debian')) return 'debian';
  throw new BrambleError('BUILD_FAILED', 'building needs the package archive of Debian or Ubuntu', {
    hint: 'build on a machine with Debian or Ubuntu, or install snapcraft and use --builder snapcraft',
  });
}

async function mirrorsOf({ id }: Distribution): Promise<Partial<Distribution>> {
  const format = '$(ORIGIN) $(CODENAME) $(REPO_URI)';
  const targets = await runTool(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages']);
  const rows = targets.split('\n').map((line) => line.split(' '));
  const uri = (ending: RegExp) =>
    rows.find(([origin, codename = '']) => origin?.toLowerCase() === id && ending.test(codename))?.[2];
  const [archive, securityArchive] = [uri(/^\w+$/), uri(/-security$/)];
  return { ...(archive ? { archive } : {}), ...(securityArchive ? { securityArchive } : {}) };
}

/** The archive as an apt source list. */
export function renderSourceList(distribution: Distribution): string {
  const { archive, securityArchive, suite, components, keyring } = distribution;
  const line = (uri: string, pocket: string) => `deb [signed-by=${keyring}] ${uri} ${suite}${pocket} ${components}\n`;
  return line(archive, '') + line(archive, '-updates') + line(securityArchive, '-security');
}
