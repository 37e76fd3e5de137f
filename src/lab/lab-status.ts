import type { LabState } from './lab-state.ts';
import { readLiveInit } from './liveness.ts';
import { readAllLabStates } from './machine/state-file.ts';
import { addressOf, bridgeOf, subnetOf } from './network.ts';
import type { LabOs } from './os.ts';
import { initFile } from './paths.ts';

/** One virtual Pi as `lab status` shows it. */
interface LabHostStatus {
  readonly name: string;
  readonly state: 'up' | 'off';
  readonly address: string;
  readonly os: LabOs;
  readonly memoryMb: number;
  readonly linkKbit?: number;
}

/** A lab as `lab status` shows it. */
export interface LabStatus {
  readonly lab: string;
  /** Numeric id of the user it belongs to. */
  readonly owner: number;
  readonly network: string;
  readonly bridge: string;
  /** What the hosts really run. */
  readonly system: string;
  readonly hosts: readonly LabHostStatus[];
}

/** Every lab of this machine. Needs no root and asks no host. */
export async function labStatus(): Promise<LabStatus[]> {
  return (await readAllLabStates()).map(statusOf);
}

function statusOf({ name: lab, owner, subnet, system, hosts }: LabState): LabStatus {
  return {
    lab,
    owner,
    network: subnetOf(subnet),
    bridge: bridgeOf(subnet),
    system,
    hosts: hosts.map(({ name, os, octet, memoryMb, linkKbit }) => ({
      name,
      state: readLiveInit(initFile(lab, name)) === undefined ? 'off' : 'up',
      address: addressOf(subnet, octet),
      os,
      memoryMb,
      ...(linkKbit !== undefined && { linkKbit }),
    })),
  };
}
