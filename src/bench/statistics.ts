/** What a set of figures looks like: the middle, the middle half and the ends. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  /** Between these lies the middle half. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Median and spread of figures; undefined where there are none. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted.at(0), sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  const at = (share: number) => quantile(sorted, share);
  return {
    count: sorted.length,
    median: at(0.5),
    lowerQuartile: at(0.25),
    upperQuartile: at(0.75),
    lowest,
    highest,
  };
}

/** Between two figures it lies in proportion (Hyndman and Fan's type 7, as R, NumPy and spreadsheets reckon). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * How likely two sets of figures are to lie apart at least as far as these do, were they of one kind: the exact
 * two-sided p of Mann and Whitney's test, which supposes nothing about how the figures are spread. Equal figures share
 * their rank.
 */
export function chanceOfDifference(a: readonly number[], b: readonly number[]): number {
  const ranks = doubledRanks([...a, ...b]);
  const mean = (ranks.reduce(sum, 0) * a.length) / ranks.length;
  const seen = Math.abs(ranks.slice(0, a.length).reduce(sum, 0) - mean);
  const ways = waysToSum(ranks, a.length);
  const all = [...ways.values()].reduce(sum, 0);
  const asFar = [...ways].filter(([total]) => Math.abs(total - mean) >= seen - tolerance).map(([, count]) => count);
  return asFar.reduce(sum, 0) / all;
}

/** The least p that so many figures can show: where each of one set is beyond every one of the other. */
export function leastChance(a: number, b: number): number {
  const counting = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
  return a === 0 || b === 0 ? 1 : chanceOfDifference(counting(0, a), counting(a, b));
}

const tolerance = 1e-9;

const sum = (a: number, b: number) => a + b;

/** Twice the rank of each, so that a shared rank is a whole number too. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return 2 * below + equal + 1;
  });
}

/** In how many ways so many of the ranks add up to each total. */
function waysToSum(ranks: readonly number[], count: number): ReadonlyMap<number, number> {
  const bySize: Map<number, number>[] = Array.from({ length: count + 1 }, () => new Map());
  bySize[0]?.set(0, 1);
  for (const rank of ranks)
    for (let size = count; size > 0; size -= 1)
      for (const [total, ways] of bySize[size - 1] ?? [])
        bySize[size]?.set(total + rank, (bySize[size]?.get(total + rank) ?? 0) + ways);
  return bySize[count] ?? new Map();
}
