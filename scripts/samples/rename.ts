import { renderTable } from '../../src/operations/render/table.ts';

/** The output with one name in place of another. Where that stands in a table, the columns stay below their headings. */
export function rename(output: string, from: string, to: string): string {
  const lines = output.split('\n');
  const done: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = tableAt(lines, at);
    const renamed = table.map((cells) => cells.map((cell) => cell.replaceAll(from, to)));
    done.push(renamed.length > 1 ? renderTable(renamed) : (lines[at] ?? '').replaceAll(from, to));
    at += Math.max(1, table.length);
  }
  return done.join('\n');
}

/** The cells of the table that begins at a line: a heading in capitals, and the lines that have gaps where it has them. */
function tableAt(lines: readonly string[], at: number): string[][] {
  const [heading = '', ...rest] = lines.slice(at);
  if (!/^[A-Z]+(?: {2,}[A-Z]+)+$/.test(heading)) return [];
  const starts = [...heading.matchAll(/[A-Z]+/g)].map(({ index }) => index);
  const isRow = (line: string) =>
    line !== '' && starts.slice(1).every((start) => line.slice(start - 2, start).trim() === '');
  const end = rest.findIndex((line) => !isRow(line));
  const rows = end < 0 ? rest : rest.slice(0, end);
  return [heading, ...rows].map((line) => starts.map((start, column) => line.slice(start, starts[column + 1]).trim()));
}
