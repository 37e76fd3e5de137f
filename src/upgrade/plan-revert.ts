import { planDeployment } from '../deploy/plan-deployment.ts';
import { readStep } from '../deploy/run-step.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type ComponentName, componentOf } from '../domain/roles.ts';
import { isOlder } from '../domain/versions.ts';
import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { planBatches } from '../plan/plan-batches.ts';
import { findPrevious } from '../plan/previous-revision.ts';
import type { Change, Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** Decides which nodes go back, to what, and in which order: the reverse of an upgrade's. Changes nothing on any host. */
export async function planRevert(request: UpgradeRequest): Promise<Upgrade> {
  const deployment = await planDeployment(request);
  const nodes = request.spec.nodes.map(({ target: { name }, roles }) => ({
    name,
    roles: roles.filter((role) => request.components.includes(componentOf(role))),
    host: request.hosts.get(name),
    facts: deployment.facts.get(name),
  }));
  const found = await forEachHost(nodes, (node) => findChanges(node, request), { signal: request.signal });
  const changes = found.flat().filter((change, _at, all) => !isBehind(change, all));
  const batches = planBatches(
    nodes.filter(({ name }) => changes.some(({ node }) => node === name)),
    request,
  );
  return { deployment, changes, batches: batches.toReversed() };
}

/** Where an upgrade was interrupted, the nodes that it had not come to stay as they are. */
function isBehind({ component, from }: Change, all: readonly Change[]): boolean {
  return all.some((other) => other.component === component && isOlder(from.version, other.from.version));
}

interface RevertNode {
  readonly name: string;
  readonly host: Host | undefined;
  readonly facts: HostFacts | undefined;
}

async function findChanges(
  { name, host, facts }: RevertNode,
  { components, signal }: UpgradeRequest,
): Promise<Change[]> {
  if (host === undefined || facts === undefined) return [];
  const changes = [];
  for (const component of components) {
    const change = await findChange({ name, host, facts }, component, signal);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

async function findChange(
  { name, host, facts }: { readonly name: string; readonly host: Host; readonly facts: HostFacts },
  component: ComponentName,
  signal: AbortSignal | undefined,
): Promise<Change | undefined> {
  const installed = facts.installed[component];
  if (installed === undefined) return undefined;
  const listed = await readStep(host, packagings[installed.packaging].listRevisions(component), signal);
  const previous = findPrevious(listed, installed.revision);
  if (previous === undefined) throw nothingBefore(name, component);
  const { version, revision } = installed;
  return { node: name, component, from: { version, revision }, to: { version: previous.version, payloadId: '' } };
}

function nothingBefore(host: string, component: ComponentName): BrambleError {
  return new BrambleError('REFUSED', `${component} has no earlier revision there to go back to`, {
    host,
    hint: `bramble upgrade ${component} --channel CHANNEL brings the revision of a channel`,
  });
}
