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
  return readAnswers(quick, host, output);
}

/** The third question, alone so that nothing else is at work meanwhile: text for `diskSpeedFact`. */
export const diskSpeedScript: string = `export LC_ALL=C\n${diskSpeedFact.script}\n`;
