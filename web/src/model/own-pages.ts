import type { RoleName } from '../../../src/domain/roles.ts';
import type { NodeView } from './node.ts';

/** A daemon's own page. */
export interface OwnPage {
  readonly host: string;
  readonly role: RoleName;
  readonly title: string;
}

/** The pages that are up, in the order of the nodes. */
export function pagesOf(nodes: readonly NodeView[]): OwnPage[] {
  return nodes.flatMap(({ host, roles }) =>
    roles.filter(({ hasPage }) => hasPage).map(({ role }) => ({ host, role, title: role })),
  );
}
