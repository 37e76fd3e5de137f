import type { HostFacts } from '../domain/facts.ts';
import type { Problem } from './host-checks.ts';

interface Seen {
  readonly name: string;
  readonly facts: HostFacts;
}

/** Names that lead to a machine that an earlier name leads to: by its machine-id, which no two machines share. */
export function findSameMachines(nodes: readonly Seen[]): [name: string, problem: Problem][] {
  const firstOf = new Map(nodes.map(({ name, facts }) => [facts.machine.id, name] as const).toReversed());
  return nodes.flatMap(({ name, facts }): [string, Problem][] => {
    const first = firstOf.get(facts.machine.id);
    if (facts.machine.id === '' || first === undefined || first === name) return [];
    return [[name, { what: `it is the same machine as ${first}`, hint: copiedCardHint }]];
  });
}

/** What to do about it. */
export const copiedCardHint = 'name each machine once; after copying a card, give the copy its own /etc/machine-id';
