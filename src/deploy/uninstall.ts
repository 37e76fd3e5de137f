import type { NodePlan } from '../domain/actions.ts';
import type { Report } from '../domain/events.ts';
import type { ComponentName } from '../domain/roles.ts';
import { Secret } from '../domain/secret.ts';
import type { Host } from '../host/host.ts';
import { planUninstall } from '../plan/plan-uninstall.ts';
import { gatherAll } from '../session/gather.ts';
import { type Holder, takeLocks } from './lock.ts';
import { applyToNodes } from './stage.ts';

interface UninstallRequest {
  readonly component: ComponentName;
  readonly purge: boolean;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly holder: Holder;
  readonly signal?: AbortSignal | undefined;
}

/** What an uninstallation would remove from each node. Changes nothing. */
export async function planRemoval({ component, purge, hosts, signal }: UninstallRequest): Promise<NodePlan[]> {
  const facts = await gatherAll([...hosts.values()], signal);
  return [...facts].map(([node, seen]) => ({ node, actions: planUninstall(component, purge, seen) }));
}

/** Removes from all nodes what the plan says. Holds every node's lock meanwhile. */
export async function applyRemoval(
  request: UninstallRequest,
  plan: readonly NodePlan[],
  report: Report,
): Promise<void> {
  const locks = await takeLocks([...request.hosts.values()], request.holder);
  try {
    const nodes = plan.flatMap(({ node, actions }) => {
      const host = request.hosts.get(node);
      return host === undefined ? [] : [{ host, actions }];
    });
    await applyToNodes('uninstall', nodes, { secret: new Secret(''), signal: request.signal, report });
  } finally {
    await locks.release();
  }
}
