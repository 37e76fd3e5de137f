import type { Holder } from '../domain/holder.ts';
import { BrambleError } from '../errors.ts';

/** What someone meets who comes while another is at work. */
export function lockedBy(host: string, text: string, silenceSeconds: number): BrambleError {
  const { who, since, what } = parseHolder(text);
  return new BrambleError('LOCKED', `locked by ${who} since ${since} for \`${what}\``, {
    host,
    hint: `wait until it ends (if that machine goes away, the lock is free after ${silenceSeconds} s), or take over with bramble unlock`,
  });
}

/** What the interrupted one is told. */
export function lockTaken(host: string, text: string): BrambleError {
  const { who, since } = parseHolder(text);
  return new BrambleError('LOCKED', `${who} took over at ${since}: this command has stopped and changes nothing more`, {
    host,
    hint: `ask ${who} before you start again; bramble history shows how far it got`,
  });
}

/** What one is told whose machine slept, or was cut off for a while. */
export function lockExpired(host: string): BrambleError {
  return new BrambleError('LOCKED', 'the lock has expired, because the host did not hear from this machine in time', {
    host,
    hint: 'the same command continues where this one stopped; bramble history shows whether another one came in between',
  });
}

/** Reads what a holder wrote, or says that nobody knows. */
function parseHolder(text: string): Holder {
  try {
    return JSON.parse(text) as Holder; // written by the holder's bramble
  } catch {
    return { who: 'another bramble', since: 'a moment ago', what: 'an unknown command' };
  }
}
