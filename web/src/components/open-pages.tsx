import { useState } from 'preact/hooks';
import type { Status } from '../../../src/api/schemas.ts';
import { describeNodes } from '../model/node.ts';
import { pagesOf } from '../model/own-pages.ts';
import { openOwnPage } from '../state/open-own-page.ts';
import { ProblemBox } from './problem-box.tsx';

interface Props {
  readonly cluster: string;
  readonly status: Status | undefined;
}

/** Spark's and Hadoop's own pages, through the server. */
export function OpenPages({ cluster, status }: Props) {
  const [error, setError] = useState<unknown>(undefined);
  const pages = pagesOf(describeNodes(status?.nodes ?? []));
  return (
    <section aria-labelledby="own-pages">
      <h2 id="own-pages">Spark’s and Hadoop’s own pages</h2>
      {pages.length === 0 && <p>None is up.</p>}
      <ul class="links">
        {pages.map((page) => (
          <li key={`${page.host} ${page.role}`}>
            <button type="button" class="link" onClick={() => void openOwnPage(cluster, page).catch(setError)}>
              {page.title} of {page.host} <span class="unseen">(opens a new tab)</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemBox error={error} />
    </section>
  );
}
