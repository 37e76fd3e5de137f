import type { Event, Report } from '../domain/events.ts';
import { StatusLine } from './status-line.ts';

export interface OutputChoice {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Standard output belongs to a program that is run: what bramble has to say goes to standard error. */
  readonly passesThrough?: boolean;
}

/** Shows events as they come: JSON lines, or one line for each thing that is done. */
export interface Reporter {
  readonly report: Report;
  /** The last line of `--json`; prints nothing for people. */
  readonly result: (value: unknown) => void;
  /** A line for people; prints nothing with `--json`. */
  readonly line: (text: string) => void;
  /** Clears what is only for the moment. */
  readonly stop: () => void;
}

/** The reporter that the command's options ask for. */
export function createReporter(choice: OutputChoice): Reporter {
  return choice.json ? jsonReporter() : humanReporter(choice);
}

function jsonReporter(): Reporter {
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  return {
    report: (event) => event.state !== 'progress' && print({ event }),
    result: (value) => print({ result: value }),
    line: () => {},
    stop: () => {},
  };
}

function humanReporter({ quiet = false, verbose = false, passesThrough = false }: OutputChoice): Reporter {
  const status = new StatusLine(process.stderr);
  const startedMs = new Map<string, number>();
  const lines = passesThrough ? process.stderr : process.stdout;
  const print = (text: string) => status.around(() => lines.write(`${text}\n`));
  return {
    report: (event) => {
      if (event.state === 'started') startedMs.set(keyOf(event), performance.now());
      status.show(event);
      if (quiet || !isWorthALine(event, verbose)) return;
      print(describe(event, performance.now() - (startedMs.get(keyOf(event)) ?? performance.now())));
    },
    result: () => {},
    line: print,
    stop: () => status.clear(),
  };
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
