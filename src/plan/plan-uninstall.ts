import type { Action } from '../domain/actions.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { withoutHostsBlock } from './hosts-block.ts';

/** What takes a component off a node again: only what bramble brought, and data only when `purge` says so. */
export function planUninstall(component: ComponentName, purge: boolean, facts: HostFacts): Action[] {
  return [...removeComponent(component, purge, facts), ...removeNames(facts), ...removeRecord(facts)];
}

function removeComponent(component: ComponentName, purge: boolean, { installed }: HostFacts): Action[] {
  const found = installed[component];
  if (found === undefined || found.payloadId === undefined) return []; // not there, or not ours
  const because = `revision ${found.revision} is installed`;
  return [{ kind: 'remove-component', component, packaging: found.packaging, purge, because }];
}

function removeNames({ network }: HostFacts): Action[] {
  const content = withoutHostsBlock(network.hostsFile);
  if (content === network.hostsFile) return [];
  return [{ kind: 'write-hosts', content, because: 'the names of the cluster are in /etc/hosts' }];
}

function removeRecord({ record }: HostFacts): Action[] {
  return record === undefined ? [] : [{ kind: 'remove-record', because: 'the node is part of no cluster then' }];
}
