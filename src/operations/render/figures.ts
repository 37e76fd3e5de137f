import type { Measurement } from '../../bench/record.ts';
import type { Spread } from '../../bench/statistics.ts';

/** As many digits as a measurement of a busy machine is worth. */
export function renderFigure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** `12.4 s (12.1 to 13.0)`: the median, and the ends. */
export function renderSpread(spread: Spread | undefined, unit: Measurement['unit']): string {
  if (spread === undefined) return 'no run counts';
  const { median, lowest, highest } = spread;
  return `${renderFigure(median)} ${unit} (${renderFigure(lowest)} to ${renderFigure(highest)})`;
}

/** What was measured and where: `TeraSort`, `mapreduce, 3 workers` or `red to red01`. */
export function nameMeasurement({ title, engine, workers, node, to }: Measurement): string[] {
  const place =
    node === undefined
      ? `${engine}, ${workers} ${workers === 1 ? 'node' : 'nodes'}`
      : [node, to].filter(Boolean).join(' to ');
  return [title, place];
}
