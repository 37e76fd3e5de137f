import type { Action } from '../domain/actions.ts';
import type { Report } from '../domain/events.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { orderNodes } from '../plan/order-nodes.ts';
import type { DesiredNode, Stage } from '../plan/plan-node.ts';
import { type ActionContext, applyAction } from './apply-action.ts';
import { describeAction } from './describe-action.ts';
import { distribute } from './distribute/distribute.ts';

/** What is to be done on a node, in this order. */
export interface NodeActions {
  readonly host: Host;
  readonly actions: readonly Action[];
}

/** A node's share of a stage. */
export interface StageNode extends NodeActions {
  readonly desired: DesiredNode;
}

/** Carries out a stage on all its nodes, in waves where it says so. Waits for every node, then reports all failures together. */
export async function applyStage(stage: Stage, nodes: readonly StageNode[], context: StageContext): Promise<void> {
  if (stage.isPassedOn) return await distribute(nodes, { ...context, stage: stage.name });
  const withRoles = nodes.map((node) => ({ ...node, roles: node.desired.roles }));
  const waves = stage.inRoleOrder ? orderNodes(withRoles) : [withRoles];
  for (const wave of waves) await applyToNodes(stage.name, wave, context);
}

export interface StageContext extends Omit<ActionContext, 'onProgress' | 'onNote'> {
  readonly report: Report;
}

/** Each node's actions in their order, all nodes side by side. Waits for every node before it rejects. */
export async function applyToNodes(stage: string, nodes: readonly NodeActions[], context: StageContext): Promise<void> {
  const named = nodes.map((node) => ({ name: node.host.name, node }));
  await forEachHost(named, ({ node }) => applyNode(stage, node, context), { signal: context.signal });
}

async function applyNode(
  stage: string,
  { host, actions }: NodeActions,
  { report, ...context }: StageContext,
): Promise<void> {
  for (const action of actions) {
    const about = { stage, host: host.name, text: describeAction(action) };
    report({ ...about, state: 'started' });
    const onProgress = (fraction: number) => report({ ...about, state: 'progress', fraction });
    const onNote = (text: string) => report({ ...about, state: 'note', text });
    await applyAction(host, action, { ...context, onProgress, onNote });
    report({ ...about, state: 'done' });
  }
}
