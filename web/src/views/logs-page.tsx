import { useState } from 'preact/hooks';
import type { ClusterView } from '../../../src/api/schemas.ts';
import type { ViewProps } from '../app.tsx';
import { Field } from '../components/field.tsx';
import { LogLines } from '../components/log-lines.tsx';
import { JobProblem, ProblemBox } from '../components/problem-box.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { addressOf } from '../model/route.ts';
import { useAnswer } from '../state/use-answer.ts';
import { useLog } from '../state/use-log.ts';

const lines = 200;

/** What the daemons of a node write, as it is written. */
export function LogsPage({ ids: [cluster = '', host = ''] }: ViewProps) {
  const { value: known } = useAnswer<ClusterView>(`clusters/${encodeURIComponent(cluster)}`);
  const [role, setRole] = useState('');
  const placed = known?.nodes.find((node) => node.host === host)?.roles ?? [];
  return (
    <>
      <ViewTitle title={`Logs of ${host}`}>
        <a class="button" href={addressOf('cluster', cluster)}>
          The cluster
        </a>
      </ViewTitle>
      <Field label="Daemon">
        {(ids) => (
          <select {...ids} value={role} onChange={({ currentTarget }) => setRole(currentTarget.value)}>
            <option value="">all</option>
            {placed.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Field>
      <Live path={`clusters/${encodeURIComponent(cluster)}/logs/live?${queryOf(host, role)}`} />
    </>
  );
}

function queryOf(host: string, role: string): string {
  return new URLSearchParams({ host, ...(role !== '' && { role }), lines: String(lines) }).toString();
}

function Live({ path }: { readonly path: string }) {
  const { lines: read, dropped, problem, error } = useLog(path);
  return (
    <section aria-label="Log" aria-busy={read.length === 0}>
      <ProblemBox error={error} />
      {problem !== undefined && <JobProblem problem={problem} />}
      {read.length === 0 && problem === undefined && error === undefined && (
        <p class="quiet">Nothing was written, or it is on its way …</p>
      )}
      <LogLines lines={read} dropped={dropped} />
    </section>
  );
}
