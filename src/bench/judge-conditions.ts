import { type ThrottlingBit, throttlingIn } from '../domain/throttling.ts';
import type { NodeCondition } from './record.ts';
import type { Sample } from './sample.ts';

/** A core of a Pi, which has four: nothing but the daemons' own work. */
export const quietBelow = 0.25;

/** What a node was like in the course of a run, by samples from just before it, within it and just after it. */
export function conditionOf(node: string, before: Sample, later: readonly Sample[]): NodeCondition {
  const samples = [before, ...later];
  const temperatures = samples.flatMap(({ health }) => health.temperatureC ?? []);
  const clocks = samples.flatMap(({ clocksMhz }) => clocksMhz);
  return {
    node,
    temperatureC: temperatures.length === 0 ? null : Math.max(...temperatures),
    clockMhz: clocks.length === 0 ? null : { lowest: Math.min(...clocks), highest: Math.max(...clocks) },
    throttled: heldBack(before, later),
    throttledBefore: before.health.throttled === undefined ? null : notedBefore(before).map(({ meaning }) => meaning),
    load: before.health.load,
    busyBefore: Math.round(before.busy * 100) / 100,
  };
}

/** The firmware tells what holds it back now, and what has since it booted: of that only what is new. */
function heldBack(before: Sample, later: readonly Sample[]): string[] | null {
  const masks = [before, ...later].map(({ health }) => health.throttled);
  if (masks.every((mask) => mask === undefined)) return null;
  const old = notedBefore(before);
  const all = new Set(masks.flatMap(throttlingIn));
  return [...all].filter((bit) => !old.includes(bit)).map(({ meaning }) => meaning);
}

/** What has been since it booted stays noted until it boots again. */
function notedBefore({ health }: Sample): ThrottlingBit[] {
  return throttlingIn(health.throttled).filter(({ isNow }) => !isNow);
}

/** What disturbed a run, for each node; empty where nothing did. */
export function disturbancesIn(conditions: readonly NodeCondition[]): string[] {
  return conditions.flatMap(({ node, throttled, busyBefore }) => [
    ...(throttled ?? []).map((meaning) => `${node}: ${meaning}`),
    ...(isQuiet(busyBefore) ? [] : [`${node} was busy before it began: ${Math.round(busyBefore * 100)} %`]),
  ]);
}

/** Whether so little of the processor time is taken that a run can begin. */
export function isQuiet(busy: number): boolean {
  return busy < quietBelow;
}
