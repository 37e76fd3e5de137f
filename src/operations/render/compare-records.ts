import { type Comparison, compareRecords, type Verdict } from '../../bench/compare-records.ts';
import type { BenchRecord, Measurement } from '../../bench/record.ts';
import type { Difference } from '../../bench/record-differences.ts';
import { count, renderMoment } from '../../report/words.ts';
import { nameMeasurement, renderSpread } from './figures.ts';
import { renderTable } from './table.ts';

const heading = ['BENCHMARK', 'WHERE', 'A', 'B', 'B BESIDE A'];

/** Two records beside each other: what they are of, what differs, and a statement for each benchmark. */
export function renderComparison(a: BenchRecord, b: BenchRecord): string {
  const { differences, obstacle, comparisons, onlyInA, onlyInB } = compareRecords(a, b);
  return [
    `A: ${describeRecord(a)}`,
    `B: ${describeRecord(b)}`,
    ...differ(differences),
    ...(obstacle === null ? [] : ['', `not comparable: ${obstacle}`]),
    '',
    comparisons.length === 0
      ? 'the records have nothing in common'
      : renderTable([heading, ...comparisons.map(renderRow)]),
    ...only('A', onlyInA),
    ...only('B', onlyInB),
  ].join('\n');
}

/** `red, 2026-11-22 23:50 UTC: 3 nodes (Raspberry Pi 4 Model B Rev 1.4), spark 4.2.0, bramble 0.1.0`. */
function describeRecord({ cluster: { name, nodes }, started, software, complete }: BenchRecord): string {
  const boards = new Set(nodes.map(({ virtual, model }) => (virtual ? 'virtual' : model || 'board not told')));
  const versions = Object.entries({
    ...Object.fromEntries(Object.entries(software.components).map(([component, { version }]) => [component, version])),
    bramble: software.bramble,
  });
  const all = [
    `${count(nodes.length, 'node')} (${[...boards].join(', ')})`,
    ...versions.map((pair) => pair.join(' ')),
    ...(complete ? [] : ['interrupted, so not all of it']),
  ];
  return `${name}, ${renderMoment(started)}: ${all.join(', ')}`;
}

function differ(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return ['nothing else differs that the records tell of'];
  return ['they differ in:', ...differences.map(({ what, a, b }) => `  ${what}: A ${a} | B ${b}`)];
}

function renderRow(comparison: Comparison): string[] {
  const { measurement, a, b } = comparison;
  const { unit } = measurement;
  return [
    ...nameMeasurement(measurement),
    renderSpread(a, unit),
    renderSpread(b, unit),
    statements[comparison.verdict](comparison),
  ];
}

const statements: Readonly<Record<Verdict, (comparison: Comparison) => string>> = {
  better: (comparison) => `better, ${change(comparison)}: more than the noise`,
  worse: (comparison) => `worse, ${change(comparison)}: more than the noise`,
  same: (comparison) => `${change(comparison)}: not more than the noise`,
  incomparable: () => 'not comparable',
  unknown: ({ a, b }) => `cannot tell: ${a?.count ?? 0} and ${b?.count ?? 0} runs count, and it takes 5 and 5`,
};

function change({ a, b }: Comparison): string {
  const percent = ((b?.median ?? 0) / (a?.median ?? 1) - 1) * 100;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`;
}

function only(which: string, measurements: readonly Measurement[]): string[] {
  if (measurements.length === 0) return [];
  const names = measurements.map((measurement) => nameMeasurement(measurement).join(', '));
  return ['', `only in ${which}, or of another size:`, ...names.map((name) => `  ${name}`)];
}
