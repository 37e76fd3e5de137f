/** What only an examination asks of a machine: questions that take their time, or that no deployment depends on. */
export interface ExamFacts {
  readonly pageBytes: number;
  /** Whether the kernel can limit and count the memory of services. */
  readonly hasMemoryController: boolean;
  readonly swap: readonly SwapArea[];
  readonly timeSync: TimeSync;
  readonly packageCacheMb: number;
  readonly snapStore: SnapStore;
  /** Undefined where it could not be measured. */
  readonly diskSpeed: DiskSpeed | undefined;
}

export interface SwapArea {
  readonly device: string;
  readonly totalMb: number;
  readonly usedMb: number;
}

export interface TimeSync {
  /** A container has the clock of the machine that it runs on. */
  readonly isContainer: boolean;
  /** Whether a program that sets the clock is installed. */
  readonly canSync: boolean;
  readonly isOn: boolean;
  readonly isInSync: boolean;
}

/** `not-needed` where the base snap is installed already; `no-snapd` where nothing would ask. */
export type SnapStore = 'reachable' | 'unreachable' | 'not-needed' | 'no-snapd';

/** In MB (10⁶ bytes) per second, as makers of cards count. */
export interface DiskSpeed {
  readonly writeMbps: number;
  readonly readMbps: number;
}
