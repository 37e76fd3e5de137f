import { BrambleError } from '../../errors.ts';
import type { LabHostState, LabState, LabWish } from '../lab-state.ts';
import { readLiveInit } from '../liveness.ts';
import { hostFolder, initFile } from '../paths.ts';
import { type FoundHost, type PlannedHost, planUp } from '../plan-up.ts';
import { applyPlannedHost } from './apply-host.ts';
import { chooseSubnet, raiseBridge } from './bridge.ts';
import { readCgroupMounts } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { type Images, provideImages } from './images.ts';
import { withLock } from './lock.ts';
import { provideKernel, provideTools } from './machine-tools.ts';
import { readHostKey } from './ready.ts';
import { removeHosts, removeLab } from './remove-lab.ts';
import { readAllLabStates, readLabState, writeLabState } from './state-file.ts';
import { removeStrays } from './strays.ts';
import { type MachineSystem, readMachineSystem } from './system.ts';

/** What `lab up` asks of root. */
export interface RaiseRequest {
  readonly kind: 'up';
  readonly wish: LabWish;
  readonly owner: number;
  readonly authorizedKey: string;
}

/** What it gives back: the whole lab, with what was done to each host asked for. */
export interface RaisedLab {
  readonly state: LabState;
  readonly done: readonly { readonly name: string; readonly kind: PlannedHost['kind'] }[];
  /** Public host keys by host name, as in a known_hosts file. */
  readonly hostKeys: Readonly<Record<string, string>>;
}

/** Brings a lab to what is wanted. Takes back what it began where it fails or is aborted. */
export async function raiseLab(request: RaiseRequest, context: LabContext): Promise<RaisedLab> {
  const { name } = request.wish;
  await provideTools(context);
  const onWait = () => tell(context, `waiting for another command that is at work on the lab "${name}"`);
  return withLock(name, { signal: context.signal, onWait }, async () => {
    const before = await readLabState(name);
    refuseForeign(before, request.owner);
    const plan = planUp(request.wish, findHosts(before));
    const state = await raise({ request, before, plan }, context);
    return { state, done: plan.map(({ kind, host }) => ({ name: host.name, kind })), hostKeys: await readKeys(state) };
  });
}

/** Rejects where the lab is another user's; root may touch all. */
export function refuseForeign(state: LabState | undefined, user: number): void {
  if (state === undefined || state.owner === user || user === 0) return;
  throw new BrambleError('REFUSED', `the lab "${state.name}" belongs to another user of this machine`, {
    hint: 'choose another name with --name',
  });
}

function findHosts(state: LabState | undefined): FoundHost[] {
  return (state?.hosts ?? []).map((host) => ({
    state: host,
    isAlive: readLiveInit(initFile(state?.name ?? '', host.name)) !== undefined,
  }));
}

interface Undertaking {
  readonly request: RaiseRequest;
  readonly before: LabState | undefined;
  readonly plan: readonly PlannedHost[];
}

async function raise(undertaking: Undertaking, context: LabContext): Promise<LabState> {
  const system = await readMachineSystem();
  const images = await provideWhatIsNew(undertaking, system, context);
  const state = await settleState(undertaking, system, images);
  try {
    await raiseBridge(state.subnet);
    await applyAll(undertaking, state, context);
    return state;
  } catch (error) {
    await takeBack(undertaking, state, { report: context.report }); // without the signal: clearing up goes to its end
    throw error;
  }
}

async function provideWhatIsNew({ plan }: Undertaking, system: MachineSystem, context: LabContext): Promise<Images> {
  await provideKernel(plan.map(({ host }) => host.os));
  const oses = plan.filter(({ kind }) => kind === 'create').map(({ host }) => host.os);
  return oses.length === 0 ? {} : provideImages(oses, system, context);
}

/** Writes down the lab as it is going to be before anything of it exists, so that whatever is left can be traced to it. */
async function settleState({ request, before, plan }: Undertaking, system: MachineSystem, images: Images) {
  const { wish, owner, authorizedKey } = request;
  const hosts = mergeHosts(before?.hosts ?? [], plan, images);
  return withLock('networks', { onWait: () => {} }, async (): Promise<LabState> => {
    const labs = await readAllLabStates();
    await removeStrays(labs);
    const subnet = before?.subnet ?? (await chooseSubnet(labs));
    const state: LabState = {
      version: 1,
      name: wish.name,
      subnet,
      owner: before?.owner ?? owner,
      authorizedKey,
      system: system.title,
      hosts,
    };
    await writeLabState(state);
    return state;
  });
}

function mergeHosts(before: readonly LabHostState[], plan: readonly PlannedHost[], images: Images): LabHostState[] {
  const planned = new Map(plan.map(({ host }) => [host.name, host]));
  const kept = before.map((host) => ({ ...host, ...planned.get(host.name) }));
  const added = plan.filter(({ kind }) => kind === 'create').map(({ host }) => host);
  return [...kept, ...added.map((host) => ({ ...host, layers: images[host.os] ?? [] }))];
}

async function applyAll({ plan, before }: Undertaking, state: LabState, context: LabContext): Promise<void> {
  const mounts = await readCgroupMounts();
  const results = await Promise.allSettled(
    plan.map((planned) => applyPlannedHost(planned, { state, before, mounts }, context)),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function takeBack({ plan, before }: Undertaking, state: LabState, context: LabContext): Promise<void> {
  if (before === undefined) return removeLab(state, context);
  const created = plan.filter(({ kind }) => kind === 'create').map(({ host }) => host.name);
  await removeHosts(state, created, context);
  await writeLabState(before);
}

async function readKeys(state: LabState): Promise<Record<string, string>> {
  const read = async ({ name }: LabHostState) => [name, await readHostKey(hostFolder(state.name, name))] as const;
  return Object.fromEntries((await Promise.all(state.hosts.map(read))).filter(([, key]) => key !== ''));
}
