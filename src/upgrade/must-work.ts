import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { mustBeWhole } from './blocks-whole.ts';
import { describeFinding } from './change-batch.ts';
import { findTrouble } from './gate.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** Refuses to upgrade a cluster that does not work as it is: what is broken already would be taken for the upgrade's fault. */
export async function mustWork(
  request: UpgradeRequest,
  { deployment: { facts } }: Upgrade,
  report: Report,
): Promise<void> {
  const about = { stage: 'preflight', text: 'look whether the cluster works as it is' };
  report({ ...about, state: 'started' });
  const trouble = await findTrouble(request);
  if (trouble.length > 0)
    throw new BrambleError('REFUSED', 'the cluster does not work as it is, so nothing was upgraded', {
      evidence: trouble.map(describeFinding).join('\n'),
      hint: 'bramble verify tells more; bramble deploy sets and starts what should run, and changes no revision',
    });
  const { components, drainSeconds: limitSeconds, signal } = request;
  if (components.includes('hadoop')) await mustBeWhole({ ...request, facts }, { limitSeconds, signal });
  report({ ...about, state: 'done' });
}
