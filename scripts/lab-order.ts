// Most of a lab test is waiting for daemons to start one after another, so several share the cores well.
import type { Check } from './checks.ts';

/** Enough for one: the largest, four hosts with Hadoop and Spark, was seen to take 7 GB with what it has cached. */
const labBytes = 10e9;

/** How many labs a machine carries side by side. */
export function labsAtOnce(cores: number, memoryBytes: number): number {
  return Math.max(1, Math.min(cores, Math.floor(memoryBytes / labBytes)));
}

/** Files that take minutes, the longest first. */
export const longest = [
  'upgrade-hadoop',
  'hadoop-cluster',
  'upgrade',
  'benchmark',
  'members',
  'mixed-cluster',
  'build',
  'page',
  'distribution',
  'records',
] as const;

/** The order in which no long one is left to run alone at the end. */
export function longestFirst(checks: readonly Check[]): Check[] {
  const rank = ({ name }: Check) => {
    const at = longest.findIndex((file) => name.endsWith(`/${file}.test.ts`));
    return at < 0 ? longest.length : at;
  };
  return checks.toSorted((a, b) => rank(a) - rank(b));
}
