import type { ClusterView, Doing, Job, Status } from '../../../src/api/schemas.ts';
import type { Verification } from '../../../src/operations/results.ts';
import { isNotFound } from '../api/problem.ts';
import type { ViewProps } from '../app.tsx';
import { ForgetCluster } from '../components/forget-cluster.tsx';
import { JobList } from '../components/job-list.tsx';
import { Ladder } from '../components/ladder.tsx';
import { Loading } from '../components/loading.tsx';
import { NodeCard } from '../components/node-card.tsx';
import { OpenPages } from '../components/open-pages.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { Since } from '../components/since.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { actions, labelOf, leadingActions } from '../model/actions.ts';
import { describeNodes } from '../model/node.ts';
import { addressOf } from '../model/route.ts';
import { statusHabit } from '../state/habits.ts';
import { type Answer, useAnswer } from '../state/use-answer.ts';

const jobsEveryMs = 5_000;

/** A cluster: its nodes as they are, what its last verification found, what can be done with it. */
export function ClusterPage({ ids: [name = ''] }: ViewProps) {
  const cluster = useAnswer<ClusterView>(`clusters/${encodeURIComponent(name)}`, { everyMs: jobsEveryMs });
  if (isNotFound(cluster.error)) return <Unknown name={name} error={cluster.error} />;
  return (
    <>
      <ViewTitle title={`Cluster ${name}`}>
        {leadingActions.map((kind) => (
          <a key={kind} class="button" href={addressOf('action', name, kind)}>
            {actions[kind].label}
          </a>
        ))}
      </ViewTitle>
      <ProblemBox error={cluster.error} />
      <RunningJob doing={cluster.value?.doing ?? null} />
      {cluster.value !== undefined && <Known name={name} />}
    </>
  );
}

/** Nothing can be done with it but look for another. */
function Unknown({ name, error }: { readonly name: string; readonly error: unknown }) {
  return (
    <>
      <ViewTitle title={`Cluster ${name}`}>
        <a class="button" href={addressOf('clusters')}>
          All clusters
        </a>
      </ViewTitle>
      <ProblemBox error={error} />
    </>
  );
}

function Known({ name }: { readonly name: string }) {
  const status = useAnswer<Status>(`clusters/${encodeURIComponent(name)}/status`, statusHabit);
  return (
    <>
      <Nodes name={name} status={status} />
      <Health name={name} />
      <OpenPages cluster={name} status={status.value} />
      <MoreActions name={name} />
      <Jobs name={name} />
      <ForgetCluster name={name} />
    </>
  );
}

function RunningJob({ doing }: { readonly doing: Doing | null }) {
  return doing === null ? null : (
    <p class="box busy">
      {labelOf(doing.kind)} is at work on this cluster: <a href={addressOf('job', doing.job)}>watch it</a>
    </p>
  );
}

function Nodes({ name, status }: { readonly name: string; readonly status: Answer<Status> }) {
  return (
    <section aria-labelledby="nodes">
      <div class="title">
        <h2 id="nodes">Nodes</h2>
        {status.value !== undefined && <Since prefix="seen" iso={status.value.seenAt} />}
        <button type="button" onClick={status.refresh}>
          Look again
        </button>
      </div>
      <Loading answer={status} what="the nodes">
        {({ nodes, maintenance }) => (
          <ul class="cards">
            {describeNodes(nodes, maintenance).map((node) => (
              <NodeCard key={node.host} cluster={name} node={node} />
            ))}
          </ul>
        )}
      </Loading>
    </section>
  );
}

function Health({ name }: { readonly name: string }) {
  const verification = useAnswer<Job>(`clusters/${name}/verification`, { everyMs: jobsEveryMs });
  return (
    <section aria-labelledby="health">
      <div class="title">
        <h2 id="health">Health</h2>
        <a class="button" href={addressOf('action', name, 'verify')}>
          Verify now
        </a>
      </div>
      {isNotFound(verification.error) ? (
        <p>Nobody has verified this cluster from here yet.</p>
      ) : (
        <Loading answer={verification} what="the last verification">
          {({ result, finished, started }) => (
            <>
              <Since prefix="found" iso={finished ?? started} />
              <Ladder verification={result as Verification} />
            </>
          )}
        </Loading>
      )}
    </section>
  );
}

function MoreActions({ name }: { readonly name: string }) {
  return (
    <section aria-labelledby="more">
      <h2 id="more">More to do</h2>
      <dl class="choices">
        {Object.entries(actions).map(([kind, { label, summary }]) => (
          <div key={kind}>
            <dt>
              <a href={addressOf('action', name, kind)}>{label}</a>
            </dt>
            <dd>{summary}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Jobs({ name }: { readonly name: string }) {
  const jobs = useAnswer<readonly Job[]>(`jobs?cluster=${name}`, { everyMs: jobsEveryMs });
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs">Jobs on this cluster</h2>
      <Loading answer={jobs} what="the jobs">
        {(known) => <JobList jobs={known} />}
      </Loading>
    </section>
  );
}
