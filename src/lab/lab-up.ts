import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../domain/events.ts';
import { asRoot } from './as-root.ts';
import { loginKeyFile, provideLoginKey, renderKnownHosts } from './lab-keys.ts';
import type { LabWish } from './lab-state.ts';
import type { RaisedLab } from './machine/raise-lab.ts';
import { writeWhole } from './machine/state-file.ts';
import { addressOf } from './network.ts';
import { registryFolder } from './paths.ts';
import type { RegisteredLab } from './registry.ts';

/** What every command of the lab works with. */
export interface LabOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** A lab that is up, with what was done for that: nothing where every host is kept. */
export interface UpLab {
  readonly lab: RegisteredLab;
  readonly done: RaisedLab['done'];
}

/** Brings up what is wanted and leaves alone what is up already. Takes back what it began where it fails. */
export async function labUp(wish: LabWish, options: LabOptions): Promise<UpLab> {
  const authorizedKey = await provideLoginKey(wish.name, options.env);
  try {
    const raised = await asRoot({ kind: 'up', wish, owner: process.getuid?.() ?? 0, authorizedKey }, options);
    if (raised === undefined) throw new Error('root gave no lab back');
    return { lab: await register(raised, options.env), done: raised.done };
  } catch (error) {
    await forgetUnlessRegistered(wish.name, options.env);
    throw error;
  }
}

async function register({ state, hostKeys }: RaisedLab, env: NodeJS.ProcessEnv): Promise<RegisteredLab> {
  const folder = join(registryFolder(env), state.name);
  const hosts = state.hosts.map(({ name, os, octet }) => ({ name, address: addressOf(state.subnet, octet), os }));
  const known = hosts.map(({ name, address }) => ({ name, address, key: hostKeys[name] ?? '' }));
  const knownHosts = join(folder, 'known_hosts');
  const identityFile = loginKeyFile(state.name, env);
  const lab: RegisteredLab = { version: 1, name: state.name, hosts, user: 'pi', identityFile, knownHosts };
  await writeWhole(knownHosts, renderKnownHosts(known.filter(({ key }) => key !== '')));
  await writeWhole(join(folder, 'lab.json'), `${JSON.stringify(lab, null, 2)}\n`);
  return lab;
}

async function forgetUnlessRegistered(lab: string, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = join(registryFolder(env), lab);
  if (!existsSync(join(folder, 'lab.json'))) await rm(folder, { recursive: true, force: true });
}
