import { BrambleError } from '../errors.ts';

/** Reads `--workers`, such as `1..n`, `2..4`, `1,2,4` or `3`, where `n` is how many there are. Ascending, each once. Throws USAGE. */
export function chooseWorkers(text: string, available: number): number[] {
  const numbers = text.split(',').flatMap((part) => readPart(part, available));
  const usable = numbers.length > 0 && numbers.every((number) => number >= 1 && number <= available);
  if (usable) return [...new Set(numbers)].toSorted((a, b) => a - b);
  throw new BrambleError(
    'USAGE',
    `--workers: "${text}" does not name numbers from 1 to ${available}, the workers there are`,
    {
      hint: 'such as 1..n, 1,2,4 or 2',
    },
  );
}

function readPart(part: string, available: number): number[] {
  const [, first, last = first] = /^(\d+|n)(?:\.\.(\d+|n))?$/.exec(part.trim()) ?? [];
  const [from, to] = [first, last].map((word) => (word === 'n' ? available : Number(word)));
  if (from === undefined || to === undefined || !(from <= to) || to > available) return [0];
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
