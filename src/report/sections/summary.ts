import type { BenchRecord } from '../../bench/record.ts';
import { scalingsOf } from '../../bench/scaling.ts';
import { list, notice, section, strong } from '../blocks.ts';
import type { Block, Section, Text } from '../document.ts';
import type { Reported } from '../reported.ts';
import { isVirtual, type NamedRecord, type Result, stateOf, titleOf } from '../results.ts';
import { count, joinWords, renderNumber, renderShare } from '../words.ts';

/** What was measured, what must be known before any figure is read, and what stands out. */
export function summarySection({ records, results }: Reported): Section | undefined {
  const items = records.map((named) =>
    summarise(
      named,
      results.filter(({ from }) => from === named),
    ),
  );
  return section('summary', 'In short', [
    ...virtualNotice(records),
    ...severalNotice(records),
    ...incompleteNotices(records),
    ...emptyNotices(records),
    ...uselessNotice(results),
    list(items),
  ]);
}

function virtualNotice(records: readonly NamedRecord[]): Block[] {
  const virtual = records.filter(({ record }) => isVirtual(record));
  if (virtual.length === 0) return [];
  const which =
    virtual.length === records.length ? '' : ` This is so for ${joinWords(virtual.map(({ letter }) => letter))}.`;
  return [
    notice(
      strong('These are virtual Pis: all of them share one machine.'),
      ' What they show is that the benchmarks run, how they are judged, and how one change compares with another on this machine. They do not show how fast real Pis are.',
      which,
    ),
  ];
}

function severalNotice(records: readonly NamedRecord[]): Block[] {
  if (records.length === 1) return [];
  return [notice('Records stand beside each other. Nothing is averaged over more than one of them.')];
}

function incompleteNotices(records: readonly NamedRecord[]): Block[] {
  return records
    .filter(({ record }) => !record.complete)
    .map(({ name }) =>
      notice(
        strong(`${name} is not complete.`),
        ' The measurement was interrupted: what stands here was measured before that, and some of what was asked for is missing.',
      ),
    );
}

function emptyNotices(records: readonly NamedRecord[]): Block[] {
  return records
    .filter(({ record }) => record.measurements.length === 0)
    .map(({ name, record }) => notice(strong(`${name} holds no measurement.`), whyEmpty(record)));
}

function whyEmpty({ skipped }: BenchRecord): string {
  return skipped.length === 0
    ? ' It ended before the first was done; measure again.'
    : ' What was not run, and why, stands below.';
}

function uselessNotice(results: readonly Result[]): Block[] {
  if (results.length === 0 || results.some(({ spread }) => spread !== undefined)) return [];
  return [
    notice(
      strong('No run counts, so there is no median.'),
      ' The section on conditions tells what disturbed them. Measure again when nothing else is at work.',
    ),
  ];
}

function summarise({ record, name }: NamedRecord, results: readonly Result[]): Text {
  const { cluster, measurements } = record;
  const versions = Object.entries(record.software.components).map(
    ([component, { version }]) => `${component} ${version}`,
  );
  const size = ` ${count(cluster.nodes.length, 'node')} with ${joinWords(versions) || 'no component'}; ${count(measurements.length, 'measurement')}.`;
  const outcome = results.length === 0 ? [] : [markedIn(results), noiseIn(results), bestScaling(record)];
  return [strong(`${name}.`), size, ...outcome];
}

function markedIn(results: readonly Result[]): string {
  const states = results.flatMap(({ measurement }) => measurement.runs.map(stateOf));
  const marked = states.filter((state) => state !== 'counts').length;
  if (marked === 0) return ` All of ${count(states.length, 'run')} count.`;
  if (marked === states.length) return ` None of ${count(states.length, 'run')} counts.`;
  return ` Of ${count(states.length, 'run')}, ${marked} ${marked === 1 ? 'does' : 'do'} not count.`;
}

/** The middle half as a share of the median: how far a figure can be trusted. */
function noiseIn(results: readonly Result[]): string {
  const noises = results.flatMap(({ measurement, spread }) =>
    spread === undefined || spread.count < 3
      ? []
      : [{ title: titleOf(measurement), noise: (spread.upperQuartile - spread.lowerQuartile) / spread.median }],
  );
  const noisiest = noises.toSorted((a, b) => b.noise - a.noise)[0];
  if (noisiest === undefined) return ' Too few runs count to tell how much figures vary.';
  return ` The widest spread is that of ${noisiest.title}: its middle half is ${renderShare(noisiest.noise)} of the median.`;
}

function bestScaling({ measurements }: BenchRecord): string {
  const ends = scalingsOf(measurements).flatMap(({ measurement, steps }) => {
    const last = steps.at(-1);
    return last === undefined ? [] : [{ title: titleOf(measurement), ...last }];
  });
  const best = ends.toSorted((a, b) => b.speedUp - a.speedUp)[0];
  if (best === undefined) return '';
  if (best.speedUp <= 1) return ' No benchmark gains from more workers.';
  return ` ${best.title} gains most from more workers: ${renderNumber(best.speedUp)} times as fast with ${best.workers}.`;
}
