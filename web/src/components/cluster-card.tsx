import type { ClusterView, Doing, Status, Verdict } from '../../../src/api/schemas.ts';
import { labelOf } from '../model/actions.ts';
import { count } from '../model/count.ts';
import { describeNodes, glanceAt } from '../model/node.ts';
import { addressOf } from '../model/route.ts';
import { statusHabit } from '../state/habits.ts';
import { useAnswer } from '../state/use-answer.ts';
import { Mark } from './mark.tsx';
import { Since } from './since.tsx';

/** A cluster at a glance: what it is, how its nodes are, whether it works, what is being done to it. */
export function ClusterCard({
  cluster: { name, components, nodes, doing, verdict },
}: {
  readonly cluster: ClusterView;
}) {
  return (
    <li class="card">
      <h2>
        <a href={addressOf('cluster', name)}>{name}</a>
      </h2>
      <p>
        {components.join(' and ')} on {count(nodes.length, 'node')}
      </p>
      <Nodes name={name} />
      <Works verdict={verdict} />
      {doing !== null && <AtWork doing={doing} />}
    </li>
  );
}

function Nodes({ name }: { readonly name: string }) {
  const { value, error } = useAnswer<Status>(`clusters/${encodeURIComponent(name)}/status`, statusHabit);
  if (error !== undefined) return <p>{error instanceof Error ? error.message : String(error)}</p>;
  if (value === undefined) return <p class="quiet">Looking at the nodes …</p>;
  const { text, wellness } = glanceAt(describeNodes(value.nodes, value.maintenance));
  return (
    <p>
      <Mark kind={wellness} text={text} />
    </p>
  );
}

function Works({ verdict }: { readonly verdict: Verdict | null }) {
  if (verdict === null) return <p class="quiet">not verified yet</p>;
  const { healthy, at } = verdict;
  return (
    <p>
      <Mark kind={healthy ? 'well' : 'ill'} text={healthy ? 'works' : 'does not work as planned'} />{' '}
      <Since prefix="verified" iso={at} />
    </p>
  );
}

function AtWork({ doing: { job, kind, text } }: { readonly doing: Doing }) {
  return (
    <p>
      <a href={addressOf('job', job)}>
        <Mark kind="busy" text={labelOf(kind)} />
      </a>{' '}
      <span class="quiet">{text}</span>
    </p>
  );
}
