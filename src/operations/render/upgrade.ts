import type { Upgrade } from '../../upgrade/plan-upgrade.ts';
import { renderTable } from './table.ts';

/** Which node changes when, from what to what, and why then. */
export function renderUpgrade({ batches, changes }: Upgrade, columns?: number): string {
  const rows = batches.flatMap(({ nodes, because }, at) =>
    nodes.flatMap((name) =>
      changes
        .filter(({ node }) => node === name)
        .map(({ component, from, to }) => [String(at + 1), name, component, describe(from), to.version, because]),
    ),
  );
  return renderTable([['BATCH', 'HOST', 'COMPONENT', 'FROM', 'TO', 'BECAUSE'], ...rows], columns);
}

function describe({ version, revision }: Upgrade['changes'][number]['from']): string {
  return `${version} (${revision})`;
}
