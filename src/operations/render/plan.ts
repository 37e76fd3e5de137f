import { describeAction } from '../../deploy/describe-action.ts';
import type { Deployment } from '../../deploy/plan-deployment.ts';
import type { Action } from '../../domain/actions.ts';
import { counted } from '../../domain/counted.ts';
import type { RoleName } from '../../domain/roles.ts';
import { renderTable } from './table.ts';

/** Which host does what, how it gets there and why. */
export function renderRoles({ decision }: Deployment, columns?: number): string {
  const rows = decision.nodes.map(({ spec, parts, settings }) => [
    spec.target.name,
    spec.roles.join(', ') || '(no role)',
    [...new Set(parts.map(({ choice }) => `${choice.packaging} (${choice.because})`))].join(', '),
    describeOffers(spec.roles, settings),
  ]);
  return renderTable([['HOST', 'ROLES', 'PACKAGING', 'OFFERS'], ...rows], columns);
}

/** What programs of the cluster's users get of the node. */
const offers: readonly {
  readonly role: RoleName;
  readonly of: string;
  readonly cores: string;
  readonly memory: string;
}[] = [
  { role: 'worker', of: 'Spark', cores: 'worker.cores', memory: 'worker.memory-mb' },
  { role: 'nodemanager', of: 'YARN', cores: 'yarn.cores', memory: 'yarn.memory-mb' },
];

function describeOffers(roles: readonly RoleName[], settings: Readonly<Record<string, string>>): string {
  return offers
    .filter(({ role }) => roles.includes(role))
    .map(({ of, cores, memory }) => `${of} ${counted(Number(settings[cores]), 'core')}, ${settings[memory]} MB`)
    .join('; ');
}

/** The reason for each figure, then what would be done, stage by stage, and why. */
export function renderPlan(deployment: Deployment, columns?: number): string {
  const stages = deployment.stages.filter(({ nodes }) => nodes.some(({ actions }) => actions.length > 0));
  const plan = stages.length === 0 ? ['nothing to do: all hosts are as desired'] : stages.map(renderStage);
  return [renderSizes(deployment, columns), ...plan].join('\n\n');
}

function renderStage({ name, nodes }: Deployment['stages'][number]): string {
  const width = Math.max(...nodes.map(({ node }) => node.length));
  const lines = nodes.flatMap(({ node, actions }) =>
    actions.flatMap((action) => [
      `  ${node.padEnd(width)}  ${describeAction(action)} (${action.because})`,
      ...detailsOf(action).map((detail) => `  ${' '.repeat(width)}    ${detail}`),
    ]),
  );
  return [name, ...lines].join('\n');
}

/** Each key that is to be set, on a line of its own. */
function detailsOf(action: Action): string[] {
  if (action.kind !== 'set-keys') return [];
  return Object.entries(action.values).map(([key, value]) =>
    value === '' ? `${key} (unset)` : `${key}=${value.replaceAll('\n', ',')}`,
  );
}

function renderSizes({ decision }: Deployment, columns?: number): string {
  const rows = [...decision.sizes].flatMap(([host, { settings, reasons }]) =>
    Object.entries(reasons).map(([key, reason]) => [host, key, settings[key] ?? '', reason]),
  );
  return renderTable([['HOST', 'KEY', 'VALUE', 'REASON'], ...rows], columns);
}
