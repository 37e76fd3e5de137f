import type { Event } from '../domain/events.ts';
import { type ErrorCode, errorKinds } from '../errors.ts';
import type { Reporter } from '../operations/operation.ts';
import { nextStep } from './next-step.ts';
import { paint } from './paint.ts';
import { StatusLine } from './status-line.ts';

export interface OutputChoice {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Standard output belongs to a program that is run: what bramble has to say goes to standard error. */
  readonly passesThrough?: boolean;
  /** The words of the command, where a next step is to be suggested. */
  readonly calledAs?: string;
}

/** Shows events as they come: JSON lines with the result at the end, or lines for people. */
export function createReporter(choice: OutputChoice): Reporter {
  return choice.json ? jsonReporter() : humanReporter(choice);
}

function jsonReporter(): Reporter {
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  return {
    report: (event) => event.state !== 'progress' && print({ event }),
    result: (value) => print({ result: value }),
    line: () => {},
    unwell,
    stop: () => {},
  };
}

function humanReporter(choice: OutputChoice): Reporter {
  const { quiet = false, verbose = false, passesThrough = false } = choice;
  const status = new StatusLine(process.stderr);
  const startedMs = new Map<string, number>();
  const lines = passesThrough ? process.stderr : process.stdout;
  const print = (text: string) => status.around(() => lines.write(`${paint(text, lines)}\n`));
  let told: unknown;
  return {
    get columns() {
      return lines.isTTY ? lines.columns : undefined; // a window can change
    },
    report: (event) => {
      if (event.state === 'started') startedMs.set(keyOf(event), performance.now());
      status.show(event);
      if (quiet || !isWorthALine(event, verbose)) return;
      print(describe(event, performance.now() - (startedMs.get(keyOf(event)) ?? performance.now())));
    },
    result: (value) => {
      told = value;
    },
    line: print,
    unwell,
    stop: () => {
      status.clear();
      if (told !== undefined) suggestNext(choice, told);
      told = undefined;
    },
  };
}

/** Tells a person at a terminal what to do next. */
export function suggestNext({ calledAs = '', quiet = false, json = false }: OutputChoice, told: unknown): void {
  const next = nextStep(calledAs, told);
  if (next === undefined || quiet || json || !process.stderr.isTTY) return;
  process.stderr.write(`${paint(`next: ${next}`, process.stderr)}\n`);
}

function unwell(code: ErrorCode): void {
  process.exitCode = errorKinds[code].exit;
}

function isWorthALine({ state }: Event, verbose: boolean): boolean {
  return state !== 'progress' && (verbose || state !== 'started');
}

const signs: Readonly<Record<Event['state'], string>> = {
  started: '…',
  progress: '…',
  done: '✓',
  skipped: '-',
  failed: '✗',
  note: '·',
};
const longMs = 1_000;

function describe({ state, host, text }: Event, tookMs: number): string {
  const where = host === undefined ? '' : `${host}: `;
  const took = state === 'done' && tookMs >= longMs ? ` (${Math.round(tookMs / 1000)} s)` : '';
  return `${signs[state]} ${where}${text}${took}`;
}

function keyOf({ stage, host, text }: Event): string {
  return JSON.stringify([stage, host, text]);
}
