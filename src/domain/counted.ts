/** A number with its noun: `1 core`, `3 cores`; the plural is said where it does more than end in s. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
