import { benchmarks } from '../../bench/benchmarks.ts';
import { notice, paragraph, section, strong } from '../blocks.ts';
import type { Block, Figure, Section, Text } from '../document.ts';
import type { Chapter, RunsFigure } from '../figures.ts';
import { dotPlot } from '../plots/dot-plot.ts';
import { type DotRow, isLogarithmic } from '../plots/dot-rows.ts';
import type { Reported } from '../reported.ts';
import { isVirtual, type Result } from '../results.ts';
import { rowsOf } from '../runs-rows.ts';
import { joinWords, unitNames } from '../words.ts';

const directions = { smaller: 'less is better', larger: 'more is better' } as const;

/** A chapter of figures with all runs; undefined where nothing of it was measured. */
export function measuredSection(
  { id, title, says, figures }: Chapter,
  { records, results }: Reported,
): Section | undefined {
  const drawn = figures.flatMap((figure) => blocksFor(figure, results));
  if (drawn.length === 0) return undefined;
  const shared: Block[] = records.some(({ record }) => isVirtual(record)) ? [sharedNotice] : [];
  return section(id, title, [paragraph(says), ...(id === 'ground' ? shared : []), ...drawn]);
}

function blocksFor(figure: RunsFigure, results: readonly Result[]): Block[] {
  const own = results.filter(({ measurement }) => figure.benchmarks.some((name) => name === measurement.benchmark));
  if (own.length === 0) return [];
  const shown = figure.benchmarks.filter((name) => own.some(({ measurement }) => measurement.benchmark === name));
  const hasFigures = own.some(({ measurement }) => measurement.runs.some(({ value }) => value !== null));
  if (hasFigures) return [asFigure({ ...figure, benchmarks: shown }, rowsOf(figure, own))];
  const titles = joinWords(shown.map((name) => benchmarks[name].title));
  return [
    paragraph(strong(`${figure.title}.`), ` No run of ${titles} came to a figure; the reasons are listed below.`),
  ];
}

const sharedNotice = notice(
  strong('Virtual Pis.'),
  ' Their disk, network and memory are those of one machine, which they share. These figures describe that machine, and no board.',
);

function asFigure(figure: RunsFigure, rows: readonly DotRow[]): Figure {
  const [first] = figure.benchmarks.map((name) => benchmarks[name]);
  const axisTitle = first === undefined ? '' : `${unitNames[first.unit]}; ${directions[first.better]}`;
  return {
    kind: 'figure',
    id: figure.id,
    title: figure.title,
    description: describeRows(rows),
    plot: dotPlot(rows, axisTitle),
    reading: readingOf(figure, rows),
  };
}

/** The medians in words. */
function describeRows(rows: readonly DotRow[]): string {
  const lines = rows.flatMap(({ title, lines }) =>
    lines.map(({ label, outcome }) => `${[title, label].filter((part) => part !== '').join(', ')}: ${outcome}`),
  );
  return `Medians. ${lines.join('; ')}.`;
}

function readingOf({ benchmarks: names, says }: RunsFigure, rows: readonly DotRow[]): Text {
  const meanings = names.flatMap(
    (name): Text => [strong(`${benchmarks[name].title}:`), ` ${benchmarks[name].meaning}. `],
  );
  return [...meanings, says, ...(isLogarithmic(rows) ? logarithmic : []), ...(hasPublished(rows) ? published : [])];
}

const logarithmic: Text = [' The axis is logarithmic: each mark to the right is a multiple of the one before.'];

const published: Text = [
  ' Diamonds are real Pis as others measured them, with other programs; they give the order of magnitude, and their sources are below.',
];

function hasPublished(rows: readonly DotRow[]): boolean {
  return rows.some(({ lines }) => lines.some(({ dots }) => dots.some(({ state }) => state === 'published')));
}
