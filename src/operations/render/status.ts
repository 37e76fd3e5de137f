import { type ClusterSpec, componentsOf } from '../../domain/cluster.ts';
import type { HostFacts, NotedComponent } from '../../domain/facts.ts';
import type { Holder } from '../../domain/holder.ts';
import { componentOf, type RoleName, roles } from '../../domain/roles.ts';
import { BrambleError, type ErrorCode } from '../../errors.ts';
import { portOf } from '../../facts/daemon-address.ts';
import { renderLocks } from './locks.ts';
import { renderTable } from './table.ts';
import { describeThrottling } from './throttling.ts';

/** A node and what was seen of it. */
export interface NodeStatus {
  readonly name: string;
  readonly roles: readonly RoleName[];
  readonly seen: HostFacts | BrambleError;
}

const heading = ['HOST', 'ROLES', 'INSTALLED', 'MEMORY FREE', 'LOAD', 'TEMPERATURE', 'MACHINE'];

/** The cluster on one screen. */
export function renderStatus(
  { name }: Pick<ClusterSpec, 'name'>,
  nodes: readonly NodeStatus[],
  columns?: number,
): string {
  const pages = nodes.flatMap(pagesOf);
  const urls = pages.length === 0 ? [] : ['', 'pages (bramble ui opens them through SSH):', ...pages];
  const atWork = renderLocks(locksOf(nodes));
  const locks = atWork.length === 0 ? [] : ['', ...atWork];
  const table = renderTable([heading, ...nodes.map(renderNode)], columns);
  return [`cluster ${name}`, '', table, ...hintsFor(nodes), ...locks, ...urls].join('\n');
}

/** What helps with the nodes that could not be looked at, each advice once. */
function hintsFor(nodes: readonly NodeStatus[]): string[] {
  const hinted = nodes.flatMap(({ name, seen }) =>
    seen instanceof BrambleError && seen.hint !== undefined ? [{ name, hint: seen.hint }] : [],
  );
  const byHint = Map.groupBy(hinted, ({ hint }) => hint);
  const lines = [...byHint].map(([hint, those]) => `${those.map(({ name }) => name).join(', ')}: ${hint}`);
  return lines.length === 0 ? [] : ['', ...lines];
}

function locksOf(nodes: readonly NodeStatus[]): ReadonlyMap<string, Holder> {
  return new Map(
    nodes.flatMap(({ name, seen }) =>
      seen instanceof BrambleError || seen.lock === undefined ? [] : [[name, seen.lock] as const],
    ),
  );
}

/** A host that lets us in and refuses something, such as sudo, does answer. */
const silent: ReadonlySet<ErrorCode> = new Set(['HOST_UNRESOLVED', 'HOST_UNREACHABLE', 'HOST_TIMEOUT', 'HOST_LOST']);

function renderNode({ name, roles: placed, seen }: NodeStatus): string[] {
  if (seen instanceof BrambleError)
    return [name, placed.join(' '), `${silent.has(seen.code) ? 'does not answer: ' : ''}${seen.message}`];
  const { memory, health, machine } = seen;
  return [
    name,
    placed.map((role) => describeRole(role, seen)).join(' '),
    describeInstalled(seen, placed),
    `${memory.availableMb} of ${memory.totalMb} MB`,
    health.load.toFixed(2),
    [health.temperatureC === undefined ? '-' : `${health.temperatureC} °C`, describeThrottling(health.throttled)]
      .filter(Boolean)
      .join(', '),
    machine.virtual === 'none' ? machine.model || machine.arch : `virtual (${machine.virtual}), ${machine.arch}`,
  ];
}

function describeRole(role: RoleName, { installed }: HostFacts): string {
  const active = installed[componentOf(role)]?.services[role]?.active ?? 'missing';
  return active === 'active' ? role : `${role}(${active}!)`;
}

function describeInstalled({ installed, record }: HostFacts, placed: readonly RoleName[]): string {
  const parts = componentsOf(placed).map((component) => {
    const found = installed[component];
    if (found === undefined) return `${component} not installed`;
    return `${component} ${found.version} ${found.packaging} ${found.revision}${describeChannel(record?.components[component])}`;
  });
  return parts.join(', ');
}

function describeChannel({ channel, revision }: Partial<NotedComponent> = {}): string {
  if (channel === undefined) return '';
  return ` (${channel}${revision === undefined ? '' : `, revision ${revision}`})`;
}

function pagesOf({ name, roles: placed, seen }: NodeStatus): string[] {
  if (seen instanceof BrambleError) return [];
  return placed
    .filter(
      (role) =>
        roles[role].protocol === 'http' && seen.installed[componentOf(role)]?.services[role]?.active === 'active',
    )
    .map((role) => `  ${role.padEnd(17)} http://${name}:${portOf(role, seen)}/`);
}
