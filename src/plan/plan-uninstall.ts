import type { Action } from '../domain/actions.ts';
import { componentNames } from '../domain/components.ts';
import type { HostFacts, NodeRecord } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { withoutHostsBlock } from './hosts-block.ts';

/**
 * What takes components off a node again: only what bramble brought, and data only when `purge` says so, also what an
 * earlier uninstallation left. What the components share goes with the last of them.
 */
export function planUninstall(wanted: readonly ComponentName[], purge: boolean, facts: HostFacts): Action[] {
  const removals = wanted.flatMap((component) => [
    ...removeComponent(component, purge, facts),
    ...(purge ? removeKept(component, facts) : []),
  ]);
  const left = componentNames.filter((name) => !wanted.includes(name) && facts.installed[name] !== undefined);
  const shared = left.length === 0 ? [...removeNames(facts), ...removeRecord(facts)] : shortenRecord(wanted, facts);
  const actions = [...removals, ...shared];
  return purge && left.length === 0 ? [...actions, ...removeHistory(actions, facts)] : actions;
}

function removeComponent(component: ComponentName, purge: boolean, { installed }: HostFacts): Action[] {
  const found = installed[component];
  if (found === undefined || found.payloadId === undefined) return []; // not there, or not ours
  const because = `revision ${found.revision} is installed`;
  return [{ kind: 'remove-component', component, packaging: found.packaging, purge, because }];
}

function removeKept(component: ComponentName, { kept }: HostFacts): Action[] {
  return kept
    .filter((data) => data.component === component)
    .map(({ packaging, folder }) => ({
      kind: 'remove-component',
      component,
      packaging,
      purge: true,
      because: `${folder} was kept`,
    }));
}

function removeNames({ network }: HostFacts): Action[] {
  const content = withoutHostsBlock(network.hostsFile);
  if (content === network.hostsFile) return [];
  return [{ kind: 'write-hosts', content, because: 'the names of the cluster are in /etc/hosts' }];
}

function removeRecord({ record }: HostFacts): Action[] {
  return record === undefined ? [] : [{ kind: 'remove-record', because: 'the node will not belong to a cluster' }];
}

/** The uninstallation itself is going to be noted in it. */
function removeHistory(others: readonly Action[], { history }: HostFacts): Action[] {
  if (!history && others.length === 0) return [];
  return [{ kind: 'remove-history', because: 'nothing of bramble is to stay' }];
}

/** The node is still part of its cluster, with what is left. */
function shortenRecord(wanted: readonly ComponentName[], { record }: HostFacts): Action[] {
  const gone = wanted.filter((name) => record?.components[name] !== undefined);
  if (record === undefined || gone.length === 0) return [];
  const kept = Object.entries(record.components).filter(([name]) => !wanted.some((one) => one === name));
  const shorter: NodeRecord = { ...record, components: Object.fromEntries(kept) };
  return [{ kind: 'write-record', content: JSON.stringify(shorter), because: `${gone.join(' and ')} will be gone` }];
}
