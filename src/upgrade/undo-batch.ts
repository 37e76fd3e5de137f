import { applyToNodes } from '../deploy/stage.ts';
import type { Action } from '../domain/actions.ts';
import type { HostFacts } from '../domain/facts.ts';
import { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';
import type { DesiredNode } from '../plan/plan-node.ts';
import { gatherFacts } from '../session/gather.ts';
import { pickStages } from './pick-stages.ts';
import type { Change } from './plan-upgrade.ts';
import { stepBack } from './step-aside.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** What came of going back, by node: done, or why not. */
export type Undone = ReadonlyMap<string, BrambleError | 'done'>;

/**
 * Brings nodes back to the revision they had. snapd brings back the keys of then and may leave services disabled, so
 * keys and services are asserted again afterwards. A node that fails does not keep the others from going back.
 */
export async function undoBatch(run: UpgradeRun, nodes: readonly string[]): Promise<Undone> {
  const outcomes = await Promise.all(nodes.map(async (name) => [name, await attempt(run, name)] as const));
  return new Map(outcomes);
}

async function attempt(run: UpgradeRun, name: string): Promise<BrambleError | 'done'> {
  try {
    await undoNode(run, name);
    return 'done';
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return error;
    throw error;
  }
}

async function undoNode(run: UpgradeRun, name: string): Promise<void> {
  const { request, upgrade, stages, report } = run;
  const [host, before] = [request.hosts.get(name), upgrade.deployment.facts.get(name)];
  if (host === undefined || before === undefined) return;
  const now = await gatherFacts(host, request.signal);
  const changed = upgrade.changes.filter(({ node }) => node === name);
  const actions = changed.flatMap((change) => wayBack(change, now));
  await applyToNodes('revert', [{ host, actions }], { secret: unused, signal: request.signal, report });
  const desired = stages.desired.filter((node) => node.name === name).map((node) => asBefore(node, before));
  for (const stage of pickStages('configure', 'start', 'record')) await stages.runStage(stage, desired);
  await stepBack(run, [name]);
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

const unused = new Secret('');
