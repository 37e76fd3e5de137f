import type { Holder } from '../../domain/holder.ts';

/** Who is at work on which nodes, a line for each command. */
export function renderLocks(locks: ReadonlyMap<string, Holder>): string[] {
  const byHolder = Map.groupBy(locks, ([, { who, since, what }]) => JSON.stringify([who, since, what]));
  return [...byHolder.values()].map((held) => {
    const nodes = held.map(([node]) => node).join(', ');
    const { who, since, what } = held[0]?.[1] ?? { who: '', since: '', what: '' };
    return `${nodes}: locked by ${who} since ${since} for \`${what}\``;
  });
}
