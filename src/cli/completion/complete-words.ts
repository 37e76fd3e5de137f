import type { BuildProgram } from '../commands.ts';
import { findPlace, type Place } from './find-place.ts';
import type { Candidate, Kind } from './kinds.ts';
import { sources } from './sources.ts';

/** What can stand in the place of the last word, a line for each: the whole word, a tab, what it means. `:files` asks the shell for files. */
export async function completeWords(quoted: readonly string[], buildProgram: BuildProgram): Promise<string> {
  const words = quoted.map((word) => word.replaceAll(/["'\\]/g, ''));
  const place = findPlace(await buildProgram(words), words);
  const request = ofShell[place.kind];
  if (request !== undefined) return `${request}\n`;
  const candidates = [...place.candidates, ...(await namesOf(place))];
  return candidates
    .filter(({ value }) => value.startsWith(place.typed))
    .map(({ value, summary = '' }) => `${place.before}${value}\t${summary.replaceAll(/\s+/g, ' ')}\n`)
    .join('');
}

/** What the shell itself knows best. */
const ofShell: Readonly<Partial<Record<Kind, string>>> = { file: ':files', folder: ':folders', theirs: ':files' };

async function namesOf({ kind, options }: Place): Promise<readonly Candidate[]> {
  return (await sources[kind]?.(options)) ?? [];
}
