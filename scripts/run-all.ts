import { availableParallelism, totalmem } from 'node:os';
import { createSlots } from '../src/host/slots.ts';
import type { Check } from './checks.ts';
import { labsAtOnce, longestFirst } from './lab-order.ts';
import { labsUp, takeDown } from './labs.ts';
import { type Outcome, runCheck, type Surroundings } from './run-check.ts';
import { hasFailed, showFailure, showFirstFailure, showRow } from './show-outcome.ts';

/** Within an hour and a half a second look still has the time that it may take. */
const latestAgainMs = 70 * 60_000;

/** Tests of the sources one after another; programs that look at them, and labs, side by side as far as this machine goes. */
export async function runAll(checks: readonly Check[], around: Surroundings): Promise<Outcome[]> {
  const cores = availableParallelism();
  const programs = checks.filter(({ vitest }) => !vitest);
  const outcomes = await sideBySide(programs, cores, (check) => run(check, around));
  for (const check of checks.filter(({ vitest, inLab }) => vitest && !inLab))
    outcomes.push(...(await run(check, around)));
  const labs = longestFirst(checks.filter(({ inLab }) => inLab));
  const atOnce = labsAtOnce(cores, totalmem());
  const inLabs = await sideBySide(labs, atOnce, (check, number) => runInLab(check, number, around));
  return [...outcomes, ...(labs.length > 1 && atOnce > 1 ? await lookAgain(inLabs, around) : inLabs)];
}

/** Nothing where it was interrupted before. */
type Work = (check: Check, number: number) => Promise<Outcome[]>;

async function sideBySide(checks: readonly Check[], atOnce: number, work: Work): Promise<Outcome[]> {
  const slots = createSlots(atOnce);
  return (await Promise.all(checks.map((check, number) => slots.use(() => work(check, number))))).flat();
}

/** What failed in a lab beside another one is run once more by itself, and counts as it ends there. */
export async function lookAgain(outcomes: readonly Outcome[], around: Surroundings): Promise<Outcome[]> {
  const last = outcomes.filter((outcome) => !hasFailed(outcome));
  for (const first of outcomes.filter(hasFailed)) {
    const isLate = around.signal.aborted || performance.now() > latestAgainMs;
    last.push(...(isLate ? [first] : await runAlone(first, outcomes.length, around)));
  }
  outcomes.filter(hasFailed).forEach(showFirstFailure);
  return last;
}

async function runAlone(first: Outcome, number: number, around: Surroundings): Promise<Outcome[]> {
  showFailure(first);
  console.log('\n     once more, with nothing beside it:');
  return await runInLab(first.check, number, around);
}

/** Leaves no lab of its own behind, however the file ended; other people's stay as they are. */
async function runInLab(check: Check, number: number, around: Surroundings): Promise<Outcome[]> {
  const owner = `t${process.pid}n${number}`; // in the names of its labs
  const outcomes = await run(check, { ...around, env: { BRAMBLE_TEST_OWNER: owner } });
  takeDown(labsUp().filter((lab) => lab.includes(`-${owner}-`)));
  return outcomes;
}

async function run(check: Check, around: Surroundings): Promise<Outcome[]> {
  if (around.signal.aborted) return [];
  const outcome = await runCheck(check, around);
  showRow(outcome);
  return [outcome];
}
