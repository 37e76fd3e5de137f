import type { ExamFacts } from '../domain/exam.ts';
import { diskSpeedFact } from './disk-speed.ts';
import type { Fact } from './fact.ts';
import { memoryControllerFact } from './memory-controller.ts';
import { packageCacheFact } from './package-cache.ts';
import { pageSizeFact } from './page-size.ts';
import { readAnswers, renderQuestions } from './questions.ts';
import { snapStoreFact } from './snap-store.ts';
import { swapFact } from './swap.ts';
import { timeSyncFact } from './time-sync.ts';

const quick = {
  pageBytes: pageSizeFact,
  hasMemoryController: memoryControllerFact,
  swap: swapFact,
  timeSync: timeSyncFact,
  packageCacheMb: packageCacheFact,
  snapStore: snapStoreFact,
} satisfies Record<string, Fact<unknown>>;

/** What an examination asks besides the probe, except for the speed of the disk. */
export type QuickFacts = Omit<ExamFacts, 'diskSpeed'>;

/** The second question to a machine, for `sh -s` as root. It changes nothing. */
export function examScript(): string {
  return renderQuestions(quick);
}

/** Reads what the examination printed on one host. */
export function parseExam(host: string, output: string): QuickFacts {
  const texts = readAnswers(host, output);
  const fact = <Name extends keyof typeof quick>(name: Name) =>
    quick[name].parse(texts[name] ?? '') as ReturnType<(typeof quick)[Name]['parse']>; // a union of parsers loses the link to its name
  return {
    pageBytes: fact('pageBytes'),
    hasMemoryController: fact('hasMemoryController'),
    swap: fact('swap'),
    timeSync: fact('timeSync'),
    packageCacheMb: fact('packageCacheMb'),
    snapStore: fact('snapStore'),
  };
}

/** The third question, alone so that nothing else is at work meanwhile: text for `diskSpeedFact`. */
export const diskSpeedScript: string = `export LC_ALL=C\n${diskSpeedFact.script}\n`;
