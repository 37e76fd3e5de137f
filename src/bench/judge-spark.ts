/** Rows in any order: how many, and the sum of their checksums, which is larger than a number is exact. */
interface Digest {
  readonly rows: number;
  readonly digest: string;
}

/** One part of a sorted result, in the order of the parts. */
interface Part extends Digest {
  readonly first: string;
  readonly last: string;
  readonly inOrder: boolean;
}

/** What `bench/spark.py` answers to an order, with what it takes to check the result. */
export interface Results {
  readonly pi: { readonly hits: number; readonly thrown: number };
  readonly 'word-count': { readonly made: Digest; readonly expected: Digest };
  readonly sort: { readonly parts: readonly Part[]; readonly expected: Digest };
  /** Group, count, sum and largest of each group, each exact as text, and the average. */
  readonly sql: { readonly found: readonly SqlRow[] };
}

type SqlRow = readonly [group: string, count: string, sum: string, largest: string, average: number];

export type SparkBenchmark = keyof Results;

/** Words in each line of the text that is counted. */
export const wordsInLine = 8;

/** Groups of the table that is aggregated. */
export const groups = 1000;

/** What is averaged is the remainder of the row’s number by this. */
export const remainders = 7;

/** What is wrong with a result; undefined where it is right. `count` is the lines, rows or darts that were asked for. */
export const sparkJudges: {
  readonly [Name in SparkBenchmark]: (result: Results[Name], count: number) => string | undefined;
} = {
  pi: ({ hits, thrown }, count) => {
    const estimate = (4 * hits) / thrown;
    // Five standard deviations: never by chance. Darts are shared out evenly, so a few may be missing.
    const isNear = Math.abs(estimate - Math.PI) < (5 * 1.6422) / Math.sqrt(thrown);
    return isNear && thrown > 0.9 * count ? undefined : `${estimate} by ${thrown} darts is not pi`;
  },
  'word-count': ({ made, expected }, count) =>
    isSame(made, expected) && made.rows === wordsInLine * count
      ? undefined
      : `${made.rows} words were counted, of other sums than the text’s ${expected.rows}`,
  sort: ({ parts, expected }, count) => {
    if (!areInOrder(parts)) return 'the rows are not in order';
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const digest = String(parts.reduce((sum, part) => sum + BigInt(part.digest), 0n));
    const isWhole = isSame({ rows, digest }, expected) && rows === count;
    return isWhole ? undefined : `${rows} sorted rows are not the ${count} that were to be sorted`;
  },
  sql: ({ found }, count) => {
    const wrong = found.findIndex((row, group) => expectedGroup(group, count).some((value, at) => row[at] !== value));
    if (wrong >= 0) return `group ${wrong} is ${found[wrong]?.join(', ')}`;
    return found.length === Math.min(groups, count) ? undefined : `${found.length} groups were found`;
  },
};

function isSame(one: Digest, other: Digest): boolean {
  return one.rows === other.rows && one.digest === other.digest;
}

function areInOrder(parts: readonly Part[]): boolean {
  return parts.every(({ inOrder, first }, at) => inOrder && (parts[at - 1]?.last ?? '') <= first);
}

/** By closed formulas: the group holds every thousandth of the numbers below `count`. */
function expectedGroup(group: number, count: number): SqlRow {
  const size = Math.floor((count - group + groups - 1) / groups);
  const [of, from, step] = [BigInt(size), BigInt(group), BigInt(groups)];
  const sum = of * from + (step * of * (of - 1n)) / 2n;
  return [`${group}`, `${size}`, `${sum}`, `${from + step * (of - 1n)}`, averageRemainder(group, size)];
}

/** The remainders come round again after as many rows as there are remainders. */
function averageRemainder(group: number, size: number): number {
  const rest = Array.from({ length: size % remainders }, (_, at) => (group + groups * at) % remainders);
  const round = (remainders * (remainders - 1)) / 2;
  return (Math.floor(size / remainders) * round + rest.reduce((sum, one) => sum + one, 0)) / size;
}
