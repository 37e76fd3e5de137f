import { type Comparison, compareRecords, mostChance, type Verdict } from '../../bench/compare-records.ts';
import type { Difference } from '../../bench/record-differences.ts';
import type { Spread } from '../../bench/statistics.ts';
import { code, notice, paragraph, section, strong, table } from '../blocks.ts';
import type { Block, Section } from '../document.ts';
import type { Reported } from '../reported.ts';
import { isVirtual, type NamedRecord, placeOf, titleOf } from '../results.ts';
import { count, renderFigure, renderNumber, renderShare } from '../words.ts';

/** Each further record beside the first: what changed, and whether it is more than chance. */
export function comparisonSection({ records }: Reported): Section | undefined {
  const [first, ...others] = records;
  if (first === undefined || others.length === 0) return undefined;
  const blocks = others.flatMap((other) => compare(first, other));
  return section('comparison', 'The records compared', [...explanation, ...blocks]);
}

const explanation: readonly Block[] = [
  paragraph(
    `A difference is said to be one only where chance alone would make one like it in less than ${renderShare(mostChance)} of all cases (p, by the exact test of Mann and Whitney, which supposes nothing about how figures are spread). That takes five runs on each side. `,
    code('bramble bench compare'),
    ' says the same at a terminal.',
  ),
  paragraph(
    'That shows that the runs of two records lie apart, and not why. Runs of one record share an application, an input, an hour and a room; so two records of a cluster on which nothing was changed can lie apart too. How far they do shows if it is measured twice.',
  ),
];

function compare(a: NamedRecord, b: NamedRecord): Block[] {
  const { differences, obstacle, comparisons, onlyInA, onlyInB } = compareRecords(a.record, b.record);
  const preface = [...differ(a, b, differences), ...(obstacle === null ? [] : [notComparable(a, b)])];
  const alone = [...onlyIn(a, onlyInA.length), ...onlyIn(b, onlyInB.length)];
  if (comparisons.length === 0)
    return [
      ...preface,
      paragraph(
        `${a.letter} and ${b.letter} measured nothing alike: no benchmark in the same size, on as many workers and on a node of the same name.`,
      ),
    ];
  const titles = ['Benchmark', 'On', `>Median of ${a.letter}`, `>Median of ${b.letter}`, '>Change', '>p', 'Verdict'];
  const caption = `${b.letter} beside ${a.letter}`;
  return [
    ...preface,
    table(
      caption,
      titles,
      comparisons.map((one) => cellsOf(one, b.letter)),
    ),
    ...alone,
  ];
}

function differ(a: NamedRecord, b: NamedRecord, differences: readonly Difference[]): Block[] {
  if (differences.length === 0)
    return [paragraph(`Nothing else that the records tell differs between ${a.letter} and ${b.letter}.`)];
  const titles = ['What differs', `In ${a.letter}`, `In ${b.letter}`];
  const rows = differences.map((one) => [one.what, one.a, one.b]);
  return [table(`What may be the reason where ${b.letter} differs from ${a.letter}`, titles, rows)];
}

function notComparable(a: NamedRecord, b: NamedRecord): Block {
  const [virtual, real] = isVirtual(a.record) ? [a, b] : [b, a];
  return notice(
    strong(`${a.letter} and ${b.letter} are not comparable.`),
    ` ${virtual.letter} is of virtual Pis, which share one machine, and ${real.letter} is not: no difference between their figures says anything.`,
  );
}

function onlyIn({ letter }: NamedRecord, amount: number): Block[] {
  return amount === 0
    ? []
    : [paragraph(`${count(amount, 'measurement')} of ${letter} ${amount === 1 ? 'has' : 'have'} no counterpart.`)];
}

function cellsOf({ measurement, a, b, verdict, chance }: Comparison, letter: string): string[] {
  const median = (spread: Spread | undefined) =>
    spread === undefined ? 'none' : renderFigure(spread.median, measurement.unit);
  const change = a === undefined || b === undefined ? '' : renderChange(b.median / a.median - 1);
  const p = chance === null ? '' : renderNumber(chance);
  const on = placeOf(measurement) || count(measurement.workers, 'worker');
  return [titleOf(measurement), on, median(a), median(b), change, p, verdicts[verdict](letter)];
}

function renderChange(share: number): string {
  return `${share > 0 ? '+' : ''}${renderShare(share)}`;
}

const verdicts: Readonly<Record<Verdict, (letter: string) => string>> = {
  better: (letter) => `${letter} is better`,
  worse: (letter) => `${letter} is worse`,
  same: () => 'may be chance',
  unknown: () => 'too few runs to tell',
  incomparable: () => 'not comparable',
};
