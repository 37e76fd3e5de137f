import type { LabOs } from './os.ts';

/** One virtual Pi as the lab keeps it. */
export interface LabHostState {
  readonly name: string;
  readonly os: LabOs;
  /** Last byte of its address. */
  readonly octet: number;
  readonly memoryMb: number;
  /** Speed of its link; unset means unshaped. */
  readonly linkKbit?: number;
  /** Directories of the image below its own disk, uppermost first. */
  readonly layers: readonly string[];
}

/** A lab as this machine keeps it, in `lab.json` of its folder. Whether its hosts run is not in here. */
export interface LabState {
  readonly version: 1;
  readonly name: string;
  /** Number of its network, see network.ts. */
  readonly subnet: number;
  /** Numeric id of the user it belongs to. */
  readonly owner: number;
  /** The public key that logs in. */
  readonly authorizedKey: string;
  /** What its hosts really run, such as `Debian trixie`. */
  readonly system: string;
  readonly hosts: readonly LabHostState[];
}

/** What a user asks of `lab up`; what is unset stays as it is on hosts that exist. */
export interface LabWish {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly os?: readonly LabOs[] | undefined;
  readonly memoryMb?: number | undefined;
  readonly linkKbit?: number | undefined;
}
