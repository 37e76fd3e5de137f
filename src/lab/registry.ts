import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import { readLiveInit } from './liveness.ts';
import type { LabOs } from './os.ts';
import { initFile, registryFolder } from './paths.ts';

/** What the operator's machine knows of a lab: how to reach its hosts. */
export interface RegisteredLab {
  readonly version: 1;
  readonly name: string;
  readonly hosts: readonly { readonly name: string; readonly address: string; readonly os: LabOs }[];
  readonly user: string;
  readonly identityFile: string;
  readonly knownHosts: string;
}

/** How to reach one virtual Pi. */
export interface LabHost {
  readonly lab: string;
  readonly address: string;
  readonly user: string;
  readonly identityFile: string;
  readonly knownHosts: string;
}

/**
 * Which of these names are hosts of a lab that runs now, and how to reach them. Where several labs have the name,
 * BRAMBLE_LAB says which is meant; otherwise throws USAGE. Starts nothing and needs no root.
 */
export function findLabHosts(names: readonly string[], env: NodeJS.ProcessEnv): ReadonlyMap<string, LabHost> {
  const isUp = (lab: string, host: string) => readLiveInit(initFile(lab, host)) !== undefined;
  const labs = readRegistry(env).filter(({ name }) => !env.BRAMBLE_LAB || name === env.BRAMBLE_LAB);
  return chooseLabHosts(names, labs, isUp);
}

/** The deciding part of `findLabHosts`: a host that is off counts too, as long as another one of its lab is up. */
export function chooseLabHosts(
  names: readonly string[],
  labs: readonly RegisteredLab[],
  isUp: (lab: string, host: string) => boolean,
): ReadonlyMap<string, LabHost> {
  const running = labs.filter(({ name, hosts }) => hosts.some((host) => isUp(name, host.name)));
  return new Map(
    names.flatMap((name) => {
      const named = running.flatMap((lab) =>
        lab.hosts.filter((host) => host.name === name).map((host) => ({ lab, host })),
      );
      const up = named.filter(({ lab }) => isUp(lab.name, name));
      const found = (up.length > 0 ? up : named).map(({ lab, host }) => reach(lab, host.address));
      if (found.length > 1) throw ambiguous(name, found);
      return found.map((host) => [name, host] as const);
    }),
  );
}

function reach({ name: lab, user, identityFile, knownHosts }: RegisteredLab, address: string): LabHost {
  return { lab, address, user, identityFile, knownHosts };
}

function ambiguous(host: string, found: readonly LabHost[]): BrambleError {
  const labs = found.map(({ lab }) => lab);
  return new BrambleError('USAGE', `the labs ${labs.join(' and ')} both have a host of that name`, {
    host,
    hint: `say which one: BRAMBLE_LAB=${labs[0]} before the command`,
  });
}

/** The operator's labs, running or not. */
export function readRegistry(env: NodeJS.ProcessEnv): RegisteredLab[] {
  const folder = registryFolder(env);
  return listFolders(folder).flatMap((name) => readLab(join(folder, name, 'lab.json')));
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readLab(file: string): RegisteredLab[] {
  try {
    const lab: RegisteredLab = JSON.parse(readFileSync(file, 'utf8'));
    return lab.version === 1 ? [lab] : [];
  } catch {
    return []; // half a lab: `lab up` was interrupted, or the folder is not ours
  }
}
