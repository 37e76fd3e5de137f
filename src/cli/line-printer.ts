import type { JournalLine } from '../operations/logs.ts';

/** Prints lines; with the name of their node where they come from several. */
export function linePrinter(nodes: number): (line: JournalLine) => void {
  return ({ host, text }) => void process.stdout.write(nodes > 1 ? `${host}: ${text}\n` : `${text}\n`);
}
