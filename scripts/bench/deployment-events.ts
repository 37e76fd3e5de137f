import { describeAction } from '../../src/deploy/describe-action.ts';
import type { Event } from '../../src/domain/events.ts';
import { planFor, type SimulatedCluster } from './simulated-cluster.ts';

const steps = [0.2, 0.4, 0.6, 0.8];

/** What a first deployment tells: each action of each stage on each host, as it begins, goes on and ends. */
export function eventsOfDeployment(cluster: SimulatedCluster): Event[] {
  return planFor(cluster).flatMap(({ name: stage, nodes }) =>
    nodes.flatMap(({ node: host, actions }) =>
      actions.flatMap((action): Event[] => {
        const about = { stage, host, text: describeAction(action) };
        const progress = action.kind === 'upload' ? steps : [];
        return [
          { ...about, state: 'started' },
          ...progress.map((fraction): Event => ({ ...about, state: 'progress', fraction })),
          { ...about, state: 'done' },
        ];
      }),
    ),
  );
}
