import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Header } from './components/header.tsx';
import { TroubleBanner } from './components/trouble-banner.tsx';
import type { ViewName } from './model/route.ts';
import { route } from './state/route.ts';
import { token } from './state/session.ts';
import { ActionPage } from './views/action-page.tsx';
import { ChannelsPage } from './views/channels-page.tsx';
import { ClusterPage } from './views/cluster-page.tsx';
import { ClustersPage } from './views/clusters-page.tsx';
import { JobPage } from './views/job-page.tsx';
import { JobsPage } from './views/jobs-page.tsx';
import { LogsPage } from './views/logs-page.tsx';
import { NewClusterPage } from './views/new-cluster-page.tsx';
import { ReportPage } from './views/report-page.tsx';
import { ReportsPage } from './views/reports-page.tsx';
import { TokenPage } from './views/token-page.tsx';

/** What every view gets: what its address names. */
export interface ViewProps {
  readonly ids: readonly string[];
}

/** A new view is a new row, and its address in `model/route.ts`. */
const views: Readonly<Record<ViewName, ComponentType<ViewProps>>> = {
  clusters: ClustersPage,
  'new-cluster': NewClusterPage,
  cluster: ClusterPage,
  action: ActionPage,
  logs: LogsPage,
  jobs: JobsPage,
  job: JobPage,
  channels: ChannelsPage,
  reports: ReportsPage,
  report: ReportPage,
};

/** The whole page: its frame, and the view that the address asks for. */
export function App() {
  const { view, ids } = route.value;
  const View = token.value === '' ? TokenPage : views[view];
  const main = useRef<HTMLElement>(null);
  useFocusOnNewView(main, [view, ...ids].join('/'));
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Header view={view} />
      <TroubleBanner />
      <main ref={main} tabIndex={-1} key={[view, ...ids].join('/')}>
        <View ids={ids} />
      </main>
    </>
  );
}

/** A screen reader hears of a new view only if it gets the focus; the first one begins at the top of the page. */
function useFocusOnNewView(main: { readonly current: HTMLElement | null }, address: string): void {
  const before = useRef(address);
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    main.current?.focus();
    scrollTo(0, 0);
  }, [address, main]);
}
