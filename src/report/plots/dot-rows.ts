import type { Spread } from '../../bench/statistics.ts';

/** What a dot stands for; only `counts` goes into median and spread. Each has its own shape. */
export const dotShapes = {
  counts: 'circle',
  disturbed: 'triangle-up',
  'not valid': 'cross',
  published: 'diamond',
} as const;

export type DotState = keyof typeof dotShapes;

interface Dot {
  readonly value: number;
  readonly state: DotState;
}

/** The runs of one measurement. */
export interface DotLine {
  /** Stands at the left of the line. */
  readonly label: string;
  /** Lines of one series have one colour. */
  readonly series: string;
  readonly dots: readonly Dot[];
  readonly spread: Spread | undefined;
  /** Stands at the right of the line: the median in words. */
  readonly outcome: string;
}

/** Lines that are to be compared, under one title. */
export interface DotRow {
  readonly title: string;
  readonly lines: readonly DotLine[];
}

/** From this ratio of the largest to the smallest on, the small ones would be one dot on a linear axis. */
const logarithmicFrom = 60;

/** Whether the figures lie so far apart that their axis is to be logarithmic. */
export function isLogarithmic(rows: readonly DotRow[]): boolean {
  const values = rows.flatMap(({ lines }) => lines.flatMap(({ dots }) => dots.map(({ value }) => value)));
  const smallest = Math.min(...values);
  return smallest > 0 && Math.max(...values) / smallest > logarithmicFrom;
}
