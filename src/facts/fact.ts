/** One question to a machine: POSIX sh that prints text, and the meaning of that text. Fails softly: no text, no fact. */
export interface Fact<T> {
  readonly script: string;
  readonly parse: (text: string) => T;
}

/** Splits text into lines without the empty ones. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** Reads `NAME=value` lines; quotes around a value are dropped. */
export function parseAssignments(text: string): Record<string, string> {
  const pairs = linesOf(text)
    .map((line) => /^([^=]+)=(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/, '$2')] as const);
  return Object.fromEntries(pairs);
}

/** A whole number, or 0 where the text holds none. */
export function numberOf(text: string | undefined): number {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : 0;
}
