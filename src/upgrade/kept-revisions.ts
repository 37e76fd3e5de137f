import { readStep } from '../deploy/run-step.ts';
import type { HostFacts, Installed } from '../domain/facts.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { findPrevious, hasNewer, type KeptRevision } from '../plan/previous-revision.ts';
import type { Change, UpgradeRequest } from './plan-upgrade.ts';

/** What a node runs of a component, and what it ran before. */
export interface Kept extends Omit<Change, 'to'> {
  readonly previous: KeptRevision | undefined;
  /** Whether it went back to what it runs and has not noted that yet. */
  readonly isBack: boolean;
}

/** What a change begins from. */
export function fromOf({ version, revision, payloadId = '' }: Installed): Change['from'] {
  return { version, revision, payloadId };
}

/** What nodes run of the components that are meant, and what they ran before. */
export async function findKept(
  { hosts, components, signal }: Pick<UpgradeRequest, 'hosts' | 'components' | 'signal'>,
  facts: ReadonlyMap<string, HostFacts>,
): Promise<Kept[]> {
  const nodes = [...hosts].flatMap(([name, host]) => {
    const seen = facts.get(name);
    return seen === undefined ? [] : [{ name, host, seen }];
  });
  const find = (node: KeepingNode) =>
    Promise.all(components.flatMap((component) => findRevision(node, component, signal) ?? []));
  return (await forEachHost(nodes, find, { signal })).flat();
}

interface KeepingNode {
  readonly name: string;
  readonly host: Host;
  readonly seen: HostFacts;
}

function findRevision(
  { name: node, host, seen }: KeepingNode,
  component: UpgradeRequest['components'][number],
  signal: AbortSignal | undefined,
): Promise<Kept> | undefined {
  const installed = seen.installed[component];
  if (installed === undefined) return undefined;
  const note = seen.record?.components[component];
  const isUnnoted = note?.payloadId !== installed.payloadId && note?.previous?.payloadId === installed.payloadId;
  const listing = readStep(host, packagings[installed.packaging].listRevisions(component), signal);
  return listing.then((listed) => {
    const previous = findPrevious(listed, installed.revision);
    const isBack = isUnnoted && hasNewer(listed, installed.revision);
    return { node, component, from: fromOf(installed), previous, isBack };
  });
}
