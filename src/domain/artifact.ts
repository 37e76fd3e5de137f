import type { ComponentName } from './roles.ts';

/** Debian's and snapd's names of the architectures that bramble builds for. */
export type Arch = 'amd64' | 'arm64';

export type PackagingName = 'snap' | 'tarball';

/** Endings of the files of each packaging. */
export const extensions: Readonly<Record<PackagingName, string>> = { snap: 'snap', tarball: 'tar.gz' };

/** One file that brings a component to a node. */
export interface Artifact {
  readonly component: ComponentName;
  readonly version: string;
  readonly arch: Arch;
  readonly packaging: PackagingName;
  readonly path: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Of the file's contents before packing: snap and tarball of one payload share it. */
  readonly payloadId: string;
  /** Size of the payload when unpacked. */
  readonly payloadBytes: number;
  /** Oldest GNU C library that its programs run on, such as `2.36`. */
  readonly glibc: string;
  /** Present where a channel named it. */
  readonly release?: { readonly channel: string; readonly revision: number };
}
