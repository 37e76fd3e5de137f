import { hostname, userInfo } from 'node:os';
import type { Holder } from '../deploy/lock.ts';

/** Who is at work with what, as others are told who meet the lock. */
export function describeHolder(what: string): Holder {
  return { who: `${userInfo().username}@${hostname()}`, what, since: new Date().toISOString() };
}
