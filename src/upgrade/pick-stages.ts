import { type Stage, stages } from '../plan/plan-node.ts';

/** Stages of a deployment by their names, in the order of a deployment. */
export function pickStages(...names: readonly Stage['name'][]): Stage[] {
  return stages.filter(({ name }) => names.includes(name));
}
