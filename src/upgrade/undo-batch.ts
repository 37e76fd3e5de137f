import type { Action } from '../domain/actions.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type BrambleError, isFailure } from '../errors.ts';
import type { DesiredNode } from '../plan/plan-node.ts';
import { noteBefore } from './note-before.ts';
import type { Change } from './plan-upgrade.ts';
import { stepBack } from './step-aside.ts';
import { untilBack } from './until-back.ts';
import { runStages, type UpgradeRun } from './upgrade-run.ts';

/** What came of going back: done, or nothing to go back from, or why not. */
export type Outcome = 'done' | 'untouched' | BrambleError;
export type Undone = ReadonlyMap<string, Outcome>;

/**
 * Brings nodes back to the revision they had. snapd brings back the keys of then and may leave services disabled, so
 * keys and services are asserted again afterwards. A node that fails does not keep the others from going back.
 */
export async function undoBatch(run: UpgradeRun, nodes: readonly string[]): Promise<Undone> {
  const outcomes = await Promise.all(nodes.map(async (name) => [name, await attempt(run, name)] as const));
  return new Map(outcomes);
}

async function attempt(run: UpgradeRun, name: string): Promise<Outcome> {
  try {
    return await undoNode(run, name);
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}

async function undoNode(run: UpgradeRun, name: string): Promise<Outcome> {
  const { request, upgrade, stages } = run;
  const [host, before] = [request.hosts.get(name), upgrade.deployment.facts.get(name)];
  if (host === undefined || before === undefined) return 'untouched';
  const now = await untilBack(run, host);
  const changed = upgrade.changes.filter(({ node }) => node === name);
  const actions = changed.flatMap((change) => wayBack(change, now));
  await stages.act('revert', [{ host, actions }]);
  const spec = specBefore(run) ?? before.record?.spec;
  const record = before.record && noteBefore(before.record, changed, spec);
  const desired = stages.desired
    .filter((node) => node.name === name)
    .map((node) => asBefore(node, { ...before, record }));
  await runStages(run, ['configure', 'start', 'record'], desired);
  await stepBack(run, [name]);
  return actions.length > 0 ? 'done' : 'untouched';
}

/** As a node knows the cluster that has nothing of the new revision yet: the channel that it followed is in it. */
function specBefore({ upgrade: { changes, deployment } }: UpgradeRun): unknown {
  const untouched = changes.find(({ node, from }) => {
    const { installed } = deployment.facts.get(node) ?? {};
    return Object.values(installed ?? {}).some((one) => one?.payloadId === from.payloadId);
  });
  return untouched && deployment.facts.get(untouched.node)?.record?.spec;
}

/** Nothing where the new revision never came to run: snapd takes back by itself what fails while it is installed. */
function wayBack({ component, to }: Change, { installed }: HostFacts): Action[] {
  const found = installed[component];
  if (found?.payloadId !== to.payloadId) return [];
  const because = `${to.version} does not work there`;
  return [{ kind: 'revert', component, packaging: found.packaging, because }];
}

/** The node with the keys and the note that it had. */
function asBefore(node: DesiredNode, { installed, record }: HostFacts): DesiredNode {
  const parts = node.parts.map((part) => {
    const keys = installed[part.component]?.keys ?? part.keys;
    return { ...part, artifact: undefined, keys };
  });
  return { ...node, parts, record: record === undefined ? node.record : JSON.stringify(record) };
}
