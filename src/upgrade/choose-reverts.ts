import { isOlder } from '../domain/versions.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { revisionNumber } from '../plan/previous-revision.ts';
import type { Kept } from './kept-revisions.ts';
import type { Change } from './plan-upgrade.ts';

/**
 * Decides which nodes go back. Where an upgrade was interrupted, those stay that it had not come to; where going back
 * was interrupted, those that are back. Rejects with REFUSED where a node has nothing to go back to.
 */
export function chooseReverts(all: readonly Kept[]): Change[] {
  const meant = all.filter((one) => !one.isBack && !isBehind(one, all));
  const stuck = meant.filter(({ previous }) => previous === undefined);
  if (stuck.length > 0) throw nothingBefore(stuck, all.length);
  return meant.flatMap(({ node, component, from, previous }) =>
    previous === undefined ? [] : [{ node, component, from, to: previous }],
  );
}

function isBehind(one: Kept, all: readonly Kept[]): boolean {
  return all.some((other) => other.component === one.component && cameAfter(other, one));
}

/**
 * Whether a node runs what comes after what another runs: its build before is that one, or it is a later version. Where
 * each is the build before of the other, as after an upgrade to what had run earlier, the one with more revisions is ahead.
 */
function cameAfter(a: Kept, b: Kept): boolean {
  if (a.from.payloadId === b.from.payloadId) return false;
  const isNext = a.previous?.payloadId === b.from.payloadId;
  const isBefore = b.previous?.payloadId === a.from.payloadId;
  if (isNext && isBefore) return revisionNumber(a.from.revision) > revisionNumber(b.from.revision);
  return isNext || (!isBefore && isOlder(b.from.version, a.from.version));
}

function nothingBefore(stuck: readonly Kept[], count: number): HostsFailed {
  const failures = stuck.map(
    ({ node, component }) =>
      new BrambleError('REFUSED', `${component} has no earlier revision there to go back to`, {
        host: node,
        hint: `bramble upgrade ${component} --channel CHANNEL brings the revision of a channel`,
      }),
  );
  return new HostsFailed(failures, count);
}
