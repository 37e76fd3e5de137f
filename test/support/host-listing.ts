import type { Operator } from './operator.ts';

/** Everything on a host that an installation could leave behind: a line for each thing, by what it is. */
export type Listing = ReadonlyMap<string, string>;

/** Files with owner, mode, size and hash; users and groups; units. Not what the kernel makes, nor what is temporary. */
export async function listHost({ on }: Pick<Operator, 'on'>, host: string): Promise<Listing> {
  const lines = (await on(host, script)).split('\n');
  return new Map(lines.map((line) => splitAt(line, line.indexOf('\t'))));
}

function splitAt(line: string, at: number): [string, string] {
  return [line.slice(0, at), line.slice(at + 1)];
}

const places = '/etc /opt /usr /var /home /root /srv /snap /boot /mnt /media';
const script = `cd /
find ${places} -xdev -type f -print0 2>/dev/null | xargs -0 sha256sum | sed -E "s/^(\\S{12})\\S*  (.*)/content \\2\\t\\1/"
find ${places} -xdev ! -type d -printf "%p\\t%y %m %U:%G %l\\n" 2>/dev/null
find ${places} -xdev -type d -printf "%p/\\t%m %U:%G\\n" 2>/dev/null
getent passwd | sed -E "s/^([^:]*):(.*)/user \\1\\t\\2/"
getent group | sed -E "s/^([^:]*):(.*)/group \\1\\t\\2/"
systemctl list-unit-files --no-legend --plain | awk '!/^session-/ { print "unit " $1 "\\t" $2 }'
systemctl list-units --all --failed --no-legend --plain | awk '{ print "failed unit " $1 "\\t" $2 }'`;

/** What differs between two listings, as sentences; entries that match a pattern of `ignored` are left out. */
export function compareListings(before: Listing, after: Listing, ignored: readonly RegExp[]): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name) && !ignored.some((pattern) => pattern.test(name)),
  );
  return names.map((name) => describe(name, before.get(name), after.get(name))).sort();
}

function describe(name: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `new: ${name}`;
  return after === undefined ? `gone: ${name}` : `changed: ${name} (${before} -> ${after})`;
}

/** What differs whatever was installed: traces of a boot, and of snapd's first snap. */
export const changedByTheSystem: readonly RegExp[] = [
  /\/var\/log\/journal\//,
  /\/var\/tmp\/systemd-private-/, // of a boot
  /^content \/etc\/(passwd|group|shadow|gshadow)-?$/, // users and groups are compared one by one
  // What snapd keeps for itself once it has run any snap, such as the users that all snaps share.
  /\/var\/lib\/snapd\/(state\.json|system-key|hostfs\/|sequence\/bramble-(spark|hadoop)\.json)/,
  /^(user|group) (_daemon_|snapd-range-524288-root)$/,
  /^\/root\/snap\/$/,
];
