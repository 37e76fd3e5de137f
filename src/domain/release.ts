import type { Arch, PackagingName } from './artifact.ts';
import type { ComponentName } from './roles.ts';

/** One file of a revision, in the store under its hash. */
export interface ReleasedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** One payload for one architecture, in whichever packagings it was released. */
export interface Revision {
  readonly component: ComponentName;
  readonly arch: Arch;
  /** Counts up for each component: other architectures of one version have other numbers. */
  readonly revision: number;
  readonly version: string;
  readonly payloadId: string;
  readonly recipe: string;
  readonly glibc: string;
  /** snap's own word for what must not get further than `beta`. */
  readonly grade: 'stable' | 'devel';
  readonly payloadBytes: number;
  readonly files: Readonly<Partial<Record<PackagingName, ReleasedFile>>>;
}

/** Since when a channel holds a revision. */
export interface Held {
  readonly revision: number;
  /** ISO 8601. */
  readonly at: string;
}

/** What the channels of one component hold, by full name and architecture. One that is closed or empty is absent. */
export type ChannelMap = Readonly<Record<string, Readonly<Partial<Record<Arch, Held>>>>>;

/** One line of a store's own history. */
export interface StoreEvent {
  readonly at: string;
  readonly what: 'release' | 'close';
  readonly component: ComponentName;
  readonly channel: string;
  readonly arch: Arch;
  readonly revision: number;
}

/** All that a store says of itself. */
export interface StoreIndex {
  readonly version: 1;
  /** Counts every change, so that an older copy is told from the newest one seen. */
  readonly serial: number;
  readonly revisions: readonly Revision[];
  readonly channels: Readonly<Partial<Record<ComponentName, ChannelMap>>>;
  readonly history: readonly StoreEvent[];
}

/** What a channel holds for one architecture. */
export interface Release extends Revision {
  /** Full name of the channel that was asked for. */
  readonly channel: string;
  /** Full name of the open one that it was found in. */
  readonly effective: string;
}

/** Names the real one in place of a folder or an address: there, snapd does what bramble does for other stores. */
export const snapStore = 'snapstore';

/** Where a component of a cluster comes from. */
export interface Source {
  /** Folder, address of a web server, or the Snap Store. */
  readonly store: string;
  /** Full name. */
  readonly channel: string;
  /** Public key that the store's index is signed with; '' for the Snap Store, whose signatures snapd checks. */
  readonly key: string;
}

export type Sources = Readonly<Partial<Record<ComponentName, Source>>>;
