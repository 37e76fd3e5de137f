import { BrambleError } from '../errors.ts';
import type { LabHostState, LabWish } from './lab-state.ts';
import { freeOctet } from './network.ts';
import { defaultOs, type LabOs } from './os.ts';

/** A host as `lab up` will leave it, and what that takes. */
export interface PlannedHost {
  readonly kind: 'keep' | 'change' | 'boot' | 'create';
  readonly because: string;
  readonly host: Omit<LabHostState, 'layers'>;
}

/** What the machine has of a host. */
export interface FoundHost {
  readonly state: LabHostState;
  readonly isAlive: boolean;
}

const defaultMemoryMb = 2048;

/** Compares what is wanted with what is there. Throws where a host would have to become another one. */
export function planUp(wish: LabWish, found: readonly FoundHost[]): PlannedHost[] {
  const octets = found.map(({ state }) => state.octet);
  return wish.hosts.map((name, index) => {
    const existing = found.find(({ state }) => state.name === name);
    if (existing !== undefined) return planExisting(wish, existing, wish.os?.[index]);
    const octet = freeOctet(octets);
    if (octet === undefined) throw networkFull(wish.name);
    octets.push(octet);
    return { kind: 'create', because: 'it does not exist', host: newHost(wish, { name, octet, os: wish.os?.[index] }) };
  });
}

function newHost(wish: LabWish, host: { name: string; octet: number; os: LabOs | undefined }): PlannedHost['host'] {
  const { memoryMb = defaultMemoryMb, linkKbit } = wish;
  return { ...host, os: host.os ?? defaultOs, memoryMb, ...(linkKbit !== undefined && { linkKbit }) };
}

function planExisting(wish: LabWish, { state, isAlive }: FoundHost, os: LabOs | undefined): PlannedHost {
  if (os !== undefined && os !== state.os) throw otherOs(wish.name, state, os);
  const { layers: _, ...before } = state;
  const host = { ...before, ...pick(wish) };
  if (!isAlive) return { kind: 'boot', because: 'it is switched off', host };
  if (host.memoryMb !== before.memoryMb) return { kind: 'change', because: 'its memory is to be another', host };
  if (host.linkKbit !== before.linkKbit) return { kind: 'change', because: 'its link is to be another', host };
  return { kind: 'keep', because: 'it is up as wanted', host };
}

function pick({ memoryMb, linkKbit }: LabWish): { memoryMb?: number; linkKbit?: number } {
  return { ...(memoryMb !== undefined && { memoryMb }), ...(linkKbit !== undefined && { linkKbit }) };
}

function otherOs(lab: string, { name, os }: LabHostState, wanted: LabOs): BrambleError {
  return new BrambleError('USAGE', `it is ${os} in the lab "${lab}" and cannot become ${wanted}`, {
    host: name,
    hint: `bramble lab down --name ${lab}, then up again; or leave out --os`,
  });
}

function networkFull(lab: string): BrambleError {
  return new BrambleError('USAGE', `the network of the lab "${lab}" has no address left`, {
    hint: 'spread the hosts over several labs with --name',
  });
}
