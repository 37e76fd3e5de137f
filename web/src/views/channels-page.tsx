import type { ChannelsResult } from '../../../src/operations/results.ts';
import { isNotFound, type Problem } from '../api/problem.ts';
import { Loading } from '../components/loading.tsx';
import { Scrolling } from '../components/scrolling.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { Words } from '../components/words.tsx';
import { describeChannels } from '../model/channels.ts';
import { useAnswer } from '../state/use-answer.ts';

/** The store may be behind a web server that is slow. */
const storeLimitMs = 60_000;

/** What the channels of the server's store hold. */
export function ChannelsPage() {
  const channels = useAnswer<ChannelsResult>('channels', { limitMs: storeLimitMs });
  return (
    <>
      <ViewTitle title="Channels" />
      {isNotFound(channels.error) ? (
        <NoStore problem={channels.error.problem} />
      ) : (
        <Loading answer={channels} what="the channels">
          {(found) => <Store found={found} />}
        </Loading>
      )}
    </>
  );
}

/** Nothing is wrong: most clusters need none. */
function NoStore({ problem: { detail = '', hint = '' } }: { readonly problem: Problem }) {
  return (
    <>
      <p>There is nothing to show: {detail}.</p>
      <p>
        Without a store, clusters get what this bramble builds. To have channels, <Words text={hint} />.
      </p>
    </>
  );
}

function Store({ found }: { readonly found: ChannelsResult }) {
  return (
    <>
      <p>
        Store <code>{found.store}</code>, key <code>{found.key}</code>
      </p>
      {describeChannels(found).map(({ component, rows }) => (
        <section key={component} aria-labelledby={component}>
          <h2 id={component}>{component}</h2>
          {rows.length === 0 ? <p>No release in any channel.</p> : <Releases rows={rows} label={component} />}
        </section>
      ))}
    </>
  );
}

type Rows = ReturnType<typeof describeChannels>[number]['rows'];

function Releases({ rows, label }: { readonly rows: Rows; readonly label: string }) {
  return (
    <Scrolling class="table" label={`Releases of ${label}`}>
      <table>
        <thead>
          <tr>
            {['Channel', 'Architecture', 'Revision', 'Version', 'Released', 'Packagings'].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([channel, arch, ...others]) => (
            <tr key={`${channel} ${arch}`}>
              <th scope="row">{channel}</th>
              {[arch, ...others].map((text, at) => (
                <td key={at}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
