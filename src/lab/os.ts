import { counted } from '../domain/counted.ts';
import { BrambleError } from '../errors.ts';

/** What a virtual Pi is like: with snapd, as Ubuntu is, or without, as Raspberry Pi OS is. */
export type LabOs = 'ubuntu' | 'raspios';

/** Every kind there is. */
export const labOses: readonly LabOs[] = ['ubuntu', 'raspios'];

/** What a host gets where nobody said. */
export const defaultOs: LabOs = 'ubuntu';

/** Reads `--os`: one value for all hosts, or one for each, in the order of the hosts. Throws USAGE. */
export function assignOses(text: string, hosts: readonly string[]): LabOs[] {
  const words = text.split(',').map((word) => word.trim());
  for (const word of words) if (!isLabOs(word)) throw unknownOs(word);
  if (words.length !== 1 && words.length !== hosts.length) throw wrongCount(words.length, hosts.length);
  return hosts.map((_, index) => (words.length === 1 ? words[0] : words[index]) as LabOs); // checked above
}

function isLabOs(word: string): word is LabOs {
  return (labOses as readonly string[]).includes(word);
}

function unknownOs(word: string): BrambleError {
  return new BrambleError('USAGE', `--os: a virtual Pi cannot be "${word}"`, { hint: `one of ${labOses.join(', ')}` });
}

function wrongCount(oses: number, hosts: number): BrambleError {
  return new BrambleError('USAGE', `--os names ${counted(oses, 'system')} for ${counted(hosts, 'host')}`, {
    hint: 'name one for all hosts, or one for each in the order of the hosts',
  });
}
