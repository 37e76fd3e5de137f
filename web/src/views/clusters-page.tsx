import type { ClusterView } from '../../../src/api/schemas.ts';
import { ClusterCard } from '../components/cluster-card.tsx';
import { Loading } from '../components/loading.tsx';
import { JobProblem } from '../components/problem-box.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { addressOf } from '../model/route.ts';
import { useAnswer } from '../state/use-answer.ts';

const everyMs = 5_000;

/** All clusters that the server knows. */
export function ClustersPage() {
  const clusters = useAnswer<readonly ClusterView[]>('clusters', { everyMs });
  return (
    <>
      <ViewTitle title="Clusters">
        <a class="button primary" href={addressOf('new-cluster')}>
          New cluster
        </a>
      </ViewTitle>
      <Loading answer={clusters} what="the clusters">
        {(known) => (known.length === 0 ? <NoCluster /> : <ClusterCards clusters={known} />)}
      </Loading>
    </>
  );
}

function ClusterCards({ clusters }: { readonly clusters: readonly ClusterView[] }) {
  return (
    <ul class="cards">
      {clusters.map((cluster) =>
        cluster.problem === undefined ? (
          <ClusterCard key={cluster.name} cluster={cluster} />
        ) : (
          <li key={cluster.name} class="card ill">
            <h2>{cluster.name}</h2>
            <JobProblem problem={cluster.problem} />
          </li>
        ),
      )}
    </ul>
  );
}

function NoCluster() {
  return (
    <p>
      The server knows no cluster yet. Make one here, or by <code>bramble deploy</code> on the server’s machine.
    </p>
  );
}
