import type { DotLine, DotRow } from './dot-rows.ts';

/** A place on the vertical axis; its number tells it apart, the rest is what stands beside it: `3|red01|12.3 s`. */
interface Place {
  readonly place: string;
}

export interface PlacedRows {
  readonly titles: readonly (Place & { readonly title: string })[];
  readonly lines: readonly (Place & DotLine)[];
  /** All places from top to bottom. */
  readonly domain: readonly string[];
}

/** Gives every title and every line a place of its own, one below the other. */
export function placeRows(rows: readonly DotRow[]): PlacedRows {
  const heights = rows.map(({ lines }) => 1 + lines.length);
  const starts = heights.map((_, at) => heights.slice(0, at).reduce((sum, height) => sum + height, 0));
  const placed = rows.map(({ title, lines }, at) => {
    const start = starts[at] ?? 0;
    return {
      title: { place: `${start}||`, title },
      lines: lines.map((line, below) => ({ ...line, place: nameLine(start + 1 + below, line) })),
    };
  });
  return {
    titles: placed.map(({ title }) => title),
    lines: placed.flatMap(({ lines }) => lines),
    domain: placed.flatMap(({ title, lines }) => [title.place, ...lines.map(({ place }) => place)]),
  };
}

function nameLine(place: number, { label, outcome }: DotLine): string {
  return [place, label.replaceAll('|', '/'), outcome].join('|');
}
