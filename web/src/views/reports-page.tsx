import type { ReportEntry } from '../../../src/api/schemas.ts';
import { Loading } from '../components/loading.tsx';
import { Since } from '../components/since.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { addressOf } from '../model/route.ts';
import { useAnswer } from '../state/use-answer.ts';

const everyMs = 10_000;

/** Benchmarks that the server keeps, with their plots. */
export function ReportsPage() {
  const reports = useAnswer<readonly ReportEntry[]>('reports', { everyMs });
  return (
    <>
      <ViewTitle title="Reports" />
      <Loading answer={reports} what="the reports">
        {(known) => (known.length === 0 ? <NoReport /> : <ul class="rows">{known.map(renderEntry)}</ul>)}
      </Loading>
    </>
  );
}

function NoReport() {
  return <p>No benchmark has been run from here yet. “Measure” of a cluster runs them.</p>;
}

function renderEntry({ id, cluster, started }: ReportEntry) {
  return (
    <li key={id}>
      <a href={addressOf('report', id)}>{cluster}</a>
      <Since prefix="measured" iso={started} />
    </li>
  );
}
