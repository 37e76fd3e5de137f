import type { Event } from '../../src/domain/events.ts';
import type { Stamped } from './run-timed.ts';

export interface StageTime {
  readonly name: string;
  readonly seconds: number;
}

interface Seen extends Event {
  readonly atS: number;
}

/**
 * Seconds of each stage, from the lines of `--json` as they came: a stage lasts from the last event of the one before,
 * so that gathering its facts counts to it; the last one lasts until the result. Sending and installing by themselves
 * are those of the slowest host.
 */
export function timeStages(lines: readonly Stamped[]): StageTime[] {
  const events = lines.flatMap(readEvent);
  const end = lines.at(-1)?.atS ?? 0;
  const names = [...new Set(events.map(({ stage }) => stage))];
  const lastOf = (name: string | undefined) => events.findLast(({ stage }) => stage === name)?.atS ?? 0;
  const stages = names.map((name, at) => ({
    name: `stage ${name}`,
    seconds: (at === names.length - 1 ? end : lastOf(name)) - lastOf(names[at - 1]),
  }));
  return [...stages, slowest(events, 'send'), slowest(events, 'install')];
}

function readEvent({ text, atS }: Stamped): Seen[] {
  const { event } = JSON.parse(text) as { event?: Event }; // our own format
  return event === undefined ? [] : [{ ...event, atS }];
}

/** The longest time that one host took for the action that begins with this verb. */
function slowest(events: readonly Seen[], verb: string): StageTime {
  const ofVerb = events.filter(
    ({ stage, text }) => (stage === 'distribute' || stage === 'install') && text.startsWith(`${verb} the `),
  );
  const done = ofVerb.filter(({ state }) => state === 'done');
  const times = done.map(({ host, atS }) => atS - (ofVerb.find((one) => one.host === host)?.atS ?? atS));
  return { name: `${verb} the artifact, slowest host`, seconds: Math.max(0, ...times) };
}
