import { BrambleError } from '../errors.ts';
import type { LabStatus } from './lab-status.ts';
import { checkLabName } from './names.ts';

/** The lab that a command means: the named one, else the one that has the host. Throws USAGE where that is not one. */
export function findLabOf(host: string, labs: readonly LabStatus[], name?: string): LabStatus {
  const found = labs.filter(({ lab, hosts }) => (name ?? lab) === lab && hosts.some((one) => one.name === host));
  if (found.length > 1) throw severalLabs(found);
  if (found[0] !== undefined) return found[0];
  const known = labs.flatMap(({ hosts }) => hosts.map((one) => one.name));
  throw new BrambleError('USAGE', `no lab${name === undefined ? '' : ` "${name}"`} has a host of that name`, {
    host,
    hint: known.length === 0 ? 'bramble lab up --hosts "red,red[01-02]"' : `one of ${known.join(', ')}`,
  });
}

/** The labs that `lab down` means: the named one, all of them, or the only one. Throws USAGE where that is not clear. */
export function findLabsToEnd(
  labs: readonly string[],
  wish: { readonly name?: string; readonly all?: boolean },
): string[] {
  if (wish.all) return [...labs];
  if (wish.name !== undefined) return [checkLabName(wish.name)];
  if (labs.length <= 1) return [...labs];
  throw new BrambleError('USAGE', `there are ${labs.length} labs: ${labs.join(', ')}`, {
    hint: `bramble lab down --name ${labs[0]}, or --all`,
  });
}

function severalLabs(found: readonly LabStatus[]): BrambleError {
  return new BrambleError('USAGE', `the labs ${found.map(({ lab }) => lab).join(' and ')} both have that host`, {
    hint: `say which one: --name ${found[0]?.lab}`,
  });
}
