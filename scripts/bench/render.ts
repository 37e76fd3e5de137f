import { renderTable } from '../../src/operations/render/table.ts';
import type { MachineNote } from './bench.ts';
import type { Figure } from './figure.ts';
import type { Part } from './parts.ts';

/** One line about where the figures come from. */
export function renderMachine({ date, processor, cores, memoryGb, kernel, node, loadBefore }: MachineNote): string {
  const machine = `${date}, ${processor}, ${cores} cores, ${memoryGb} GB, Linux ${kernel}, Node ${node}`;
  return `${machine}\nload average before: ${loadBefore}${loadBefore > cores / 2 ? ' (others are at work here: expect longer wall times)' : ''}`;
}

/** A part's figures as a table for people. */
export function renderPart({ letter, title }: Part, figures: readonly Figure[]): string {
  const header = ['', 'median', 'min .. max', 'runs', 'aim'];
  return `\n(${letter}) ${title}\n${renderTable([header, ...figures.map(renderRow)])}`;
}

function renderRow(one: Figure): string[] {
  const { name, median, min, max, runs, aim } = one;
  const verdict = aim === undefined ? '' : `${median <= aim ? 'met' : 'missed'}: at most ${aim}`;
  return [name, show(median, one), `${show(min, one)} .. ${show(max, one)}`, String(runs), verdict];
}

const units: Readonly<Record<Figure['unit'], string>> = { s: ' s', ms: ' ms', kB: ' kB', MB: ' MB', x: '', count: '' };

/** Three digits that count; whole numbers as they are. */
function show(value: number, { unit }: Figure): string {
  const text = Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return `${Number(text) === value ? text : String(Number(text))}${units[unit]}`;
}

interface Measured {
  readonly part: string;
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** All figures and the machine as one JSON document. */
export function renderJson(machine: MachineNote, parts: readonly Measured[]): string {
  return JSON.stringify({ machine, parts }, null, 2);
}
