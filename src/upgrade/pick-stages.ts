import type { Deployment } from '../deploy/plan-deployment.ts';
import { type Stage, stages } from '../plan/plan-node.ts';

/** Stages of a deployment by their names, in the order of a deployment. */
export function pickStages(names: readonly Stage['name'][]): Stage[] {
  return stages.filter(({ name }) => names.includes(name));
}

/** Nodes on which a stage has something to do. */
export function findPending({ stages }: Deployment, stage: 'start' | 'record'): string[] {
  const own = stages.filter(({ name }) => name === stage).flatMap(({ nodes }) => nodes);
  return own.filter(({ actions }) => actions.length > 0).map(({ node }) => node);
}
