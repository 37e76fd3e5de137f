import { createHash } from 'node:crypto';

/** What the images of this machine are made from. */
export interface System {
  /** As people call it, such as `Debian trixie`. */
  readonly title: string;
  readonly suite: string;
  /** The suite whose debootstrap script serves where debootstrap does not know this one yet. */
  readonly scriptSuite: string;
  /** The keys that the suite is signed by, and the package that brings them. */
  readonly keyring: string;
  readonly keyringPackage: string;
}

/** Where a machine runs Debian, its current stable stands in for Ubuntu; on Ubuntu it is the real one. */
export const systems: Readonly<Record<'debian' | 'ubuntu', System>> = {
  debian: {
    title: 'Debian trixie',
    suite: 'trixie',
    scriptSuite: 'sid',
    keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
    keyringPackage: 'debian-archive-keyring',
  },
  ubuntu: {
    title: 'Ubuntu noble',
    suite: 'noble',
    scriptSuite: 'gutsy',
    keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg',
    keyringPackage: 'ubuntu-keyring',
  },
};

/** What a Pi's image has that a minimal system has not. */
export const basePackages: readonly string[] = [
  'ca-certificates',
  'curl',
  'dbus',
  'dbus-user-session',
  'iproute2',
  'iputils-ping',
  'kmod',
  'less',
  'libpam-systemd',
  'lsof',
  'netbase',
  'openssh-server',
  'openssh-sftp-server',
  'procps',
  'python3',
  'sudo',
  'systemd',
  'systemd-sysv',
  'udev',
  'xz-utils',
  'zstd',
];

/** Names an image after everything it is made from: a change of any part is another image. */
export function imageName(kind: string, parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}\n${part}\n`);
  return `${kind}-${hash.digest('hex').slice(0, 16)}`;
}
