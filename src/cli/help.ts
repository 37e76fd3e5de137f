import { fileURLToPath } from 'node:url';
import { type Command, Help } from 'commander';
import { ownOptions } from './cluster-options.ts';
import { type HelpText, helpTexts } from './help-texts.ts';

/** Items of the help under their headings, a command's own options first. */
export const ownFirst: Help['groupItems'] = (...items) => {
  const groups = [...new Help().groupItems(...items)];
  return new Map(groups.toSorted(([one], [other]) => Number(other === ownOptions) - Number(one === ownOptions)));
};

/** Adds notes, examples and the way to the manual to the help of a command and of those below it. */
export function addHelp(command: Command): void {
  const text = helpTexts[wordsOf(command)];
  if (text !== undefined) command.addHelpText('after', () => `\n${renderHelpText(text)}`);
  for (const child of command.commands) addHelp(child);
}

/** The words by which a command is called, without the program's name. */
export function wordsOf(command: Command): string {
  if (command.parent === null) return '';
  return [wordsOf(command.parent), command.name()].filter(Boolean).join(' ');
}

function renderHelpText({ notes = [], examples, page }: HelpText): string {
  const parts = [...notes.map((note) => [note]), ['Examples:', ...examples.map((line) => `  ${line}`)]];
  return [...parts, [`Manual: ${manualPath(page)}`]].map((lines) => lines.join('\n')).join('\n\n');
}

/** Where a page of the manual is on this machine: `docs` is beside `src` and `dist` alike. */
export function manualPath(page: string): string {
  return fileURLToPath(new URL(`../../docs/${page}`, import.meta.url));
}
