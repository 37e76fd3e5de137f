type Rows = readonly (readonly string[])[];

const gap = 2;
/** No column becomes narrower by wrapping, for it would become too high. */
const narrowest = 8;

/**
 * Rows as columns two blanks apart, without blanks at the ends of lines; the first row is the heading. Where they are
 * wider than `columns`, cells wrap at blanks; where even that does not fit, each row becomes a block of its own.
 */
export function renderTable(rows: Rows, columns: number = Number.POSITIVE_INFINITY): string {
  const wanted = widthsOf(rows, (cell) => cell.length);
  const least = widthsOf(rows, (cell) => Math.min(cell.length, Math.max(longestWord(cell), narrowest)));
  if (total(least) > columns) return renderBlocks(rows, columns);
  const widths = squeeze(wanted, least, columns);
  return rows.flatMap((row) => renderRow(row, widths)).join('\n');
}

function widthsOf(rows: Rows, widthOf: (cell: string) => number): number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gap * (widths.length - 1));
}

/** Takes from the widest that can give, until all fit. */
function squeeze(wanted: readonly number[], least: readonly number[], columns: number): readonly number[] {
  let widths = wanted;
  while (total(widths) > columns) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths = widths.with(widest, (widths[widest] ?? 0) - 1);
  }
  return widths;
}

function renderRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? cell.length));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => (lines[line] ?? '').padEnd(widths[column] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** The first cell, and below it each other one behind its heading. */
function renderBlocks([heading = [], ...rows]: Rows, columns: number): string {
  const label = Math.max(0, ...heading.slice(1).map(({ length }) => length));
  const room = Math.max(narrowest, columns - label - 2 * gap);
  const blocks = rows.map(([first = '', ...cells]) => [
    first,
    ...cells.flatMap((cell, at) => {
      const lines = cell === '' ? [] : wrap(cell, room);
      return lines.map((line, n) => `  ${(n === 0 ? (heading[at + 1] ?? '') : '').padEnd(label)}  ${line}`);
    }),
  ]);
  return blocks.flat().join('\n');
}

/** Lines of whole words; a word that is longer than a line is broken. */
function wrap(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => breakWord(one, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > width) lines.push(line);
    line = longer.length > width ? word : longer;
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  return word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(({ length }) => length));
}
