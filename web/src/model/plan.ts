import { describeAction } from '../../../src/deploy/describe-action.ts';
import type { NodePlan } from '../../../src/domain/actions.ts';
import type { PlanResult } from '../../../src/operations/results.ts';
import { count } from './count.ts';

/** What is done alike on some hosts, in words. */
export interface PlannedGroup {
  readonly hosts: readonly string[];
  readonly steps: readonly { readonly what: string; readonly because: string }[];
}

/** A stage of a deployment that has something to do. */
export interface PlannedStage {
  readonly name: string;
  readonly groups: readonly PlannedGroup[];
}

/** The stages in which something happens; hosts that do the same are told together. */
export function describePlan({ stages }: PlanResult): PlannedStage[] {
  return stages
    .map(({ name, nodes }) => ({ name, groups: groupAlike(nodes) }))
    .filter(({ groups }) => groups.length > 0);
}

function groupAlike(nodes: readonly NodePlan[]): PlannedGroup[] {
  const busy = nodes
    .filter(({ actions }) => actions.length > 0)
    .map(({ node, actions }) => ({
      node,
      steps: actions.map((action) => ({ what: describeAction(action), because: action.because })),
    }));
  return [...Map.groupBy(busy, ({ steps }) => JSON.stringify(steps)).values()].map((alike) => ({
    hosts: alike.map(({ node }) => node),
    steps: alike[0]?.steps ?? [],
  }));
}

/** The whole plan in one sentence. */
export function summarizePlan(stages: readonly PlannedStage[]): string {
  const hosts = new Set(stages.flatMap(({ groups }) => groups.flatMap((group) => group.hosts)));
  const steps = stages
    .flatMap(({ groups }) => groups)
    .reduce((sum, group) => sum + group.steps.length * group.hosts.length, 0);
  if (steps === 0) return 'Nothing to do: all hosts are as desired.';
  return `${count(steps, 'step')} on ${count(hosts.size, 'host')}.`;
}
