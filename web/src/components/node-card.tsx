import type { NodeView, Reading, RoleView } from '../model/node.ts';
import { addressOf } from '../model/route.ts';
import { Mark } from './mark.tsx';
import { Words } from './words.tsx';

/** A node: what it runs and how it is, or that it is away and what to do. */
export function NodeCard({ cluster, node }: { readonly cluster: string; readonly node: NodeView }) {
  const { host, wellness, verdict, away, seen, inMaintenance, roles } = node;
  return (
    <li class={`card node ${wellness}`}>
      <h3>
        {host} <Mark kind={wellness} text={verdict} />
      </h3>
      {inMaintenance && <p>In maintenance: HDFS does not expect it for a while.</p>}
      {away !== undefined && (
        <>
          <p>{away.why}</p>
          <p>
            <Words text={away.tryThis} />
          </p>
        </>
      )}
      <Roles roles={roles} />
      {seen !== undefined && <Readings seen={seen} host={host} />}
      {away === undefined && (
        <p>
          <a href={addressOf('logs', cluster, host)}>Logs of {host}</a>
        </p>
      )}
    </li>
  );
}

function Roles({ roles }: { readonly roles: readonly RoleView[] }) {
  return (
    <ul class="roles" aria-label="Roles">
      {roles.map(({ role, text, wellness }) => (
        <li key={role} class={wellness}>
          {role}
          {text === 'up' ? <span class="unseen"> up</span> : ` (${text})`}
        </li>
      ))}
    </ul>
  );
}

function Readings({ seen, host }: { readonly seen: NonNullable<NodeView['seen']>; readonly host: string }) {
  const { memoryTaken, memory, load, temperature, throttling, installed, machine, lockedBy } = seen;
  return (
    <dl class="readings">
      <dt>Memory</dt>
      <dd class={memory.wellness}>
        <meter
          min={0}
          max={1}
          high={0.9}
          optimum={0}
          value={memoryTaken}
          aria-label={`Memory of ${host} that is taken`}
        />
        <span class="together">{memory.text}</span>
      </dd>
      <Row label="Load" reading={load} />
      <Row label="Temperature" reading={temperature} />
      <Row label="Throttling" reading={throttling} />
      <dt>Installed</dt>
      {installed.map((one) => (
        <dd key={one}>{one}</dd>
      ))}
      <dt>Machine</dt>
      <dd>{machine}</dd>
      {lockedBy !== '' && (
        <>
          <dt>At work</dt>
          <dd>{lockedBy}</dd>
        </>
      )}
    </dl>
  );
}

function Row({ label, reading: { text, wellness } }: { readonly label: string; readonly reading: Reading }) {
  return (
    <>
      <dt>{label}</dt>
      <dd class={wellness}>{wellness === 'well' ? text : <Mark kind={wellness} text={text} />}</dd>
    </>
  );
}
