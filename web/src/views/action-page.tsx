import type { ViewProps } from '../app.tsx';
import { ActionForm } from '../components/action-form.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { actions, isAction } from '../model/actions.ts';
import { addressOf } from '../model/route.ts';

/** Something to do with a cluster: how, what it would do, and the button that does it. */
export function ActionPage({ ids: [cluster = '', kind = ''] }: ViewProps) {
  if (!isAction(kind)) return <ViewTitle title="There is nothing of that name to do" />;
  return (
    <>
      <ViewTitle title={`${actions[kind].label}: ${cluster}`}>
        <a class="button" href={addressOf('cluster', cluster)}>
          The cluster
        </a>
      </ViewTitle>
      <p>{actions[kind].summary}</p>
      <ActionForm cluster={cluster} kind={kind} />
    </>
  );
}
