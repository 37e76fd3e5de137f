import { useEffect, useState } from 'preact/hooks';
import type { ViewProps } from '../app.tsx';
import { DownloadButton } from '../components/download-button.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { ReportView } from '../components/report-view.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { type ReadReport, readReport } from '../state/read-report.ts';
import { client, noteAnswer } from '../state/session.ts';

const files = [
  { label: 'HTML', type: 'text/html', ending: 'html' },
  { label: 'PDF', type: 'application/pdf', ending: 'pdf' },
  { label: 'Record', type: 'application/json', ending: 'json' },
] as const;

/** The report of a benchmark, with its plots; also as a file to take along. */
export function ReportPage({ ids: [id = ''] }: ViewProps) {
  const { report, error } = useReport(id);
  return (
    <>
      <ViewTitle title={report?.title ?? 'Report'}>
        {files.map(({ label, type, ending }) => (
          <DownloadButton
            key={type}
            label={label}
            path={`reports/${id}`}
            type={type}
            name={`bramble-${id}.${ending}`}
          />
        ))}
      </ViewTitle>
      <ProblemBox error={error} />
      {report === undefined && error === undefined && <p class="quiet">Drawing the report …</p>}
      {report !== undefined && <ReportView report={report} />}
    </>
  );
}

interface Found {
  readonly report?: ReadReport;
  readonly error?: unknown;
}

function useReport(id: string): Found {
  const [found, setFound] = useState<Found>({});
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    client
      .open(`reports/${id}`, { headers: { accept: 'text/html' }, signal })
      .then((response) => response.text())
      .then((html) => setFound({ report: readReport(html) }))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        noteAnswer(error);
        setFound({ error });
      });
    return () => leaving.abort();
  }, [id]);
  return found;
}
