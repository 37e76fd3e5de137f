import type { LabContext } from './context.ts';
import { applyPowerRequest, type PowerRequest } from './power-requests.ts';
import { type RaisedLab, type RaiseRequest, raiseLab } from './raise-lab.ts';

/** Everything that the lab does as root. */
export type LabRequest = RaiseRequest | PowerRequest;

/** Carries out a request; this process must be root. */
export async function carryOut(request: LabRequest, context: LabContext): Promise<RaisedLab | undefined> {
  if (request.kind === 'up') return raiseLab(request, context);
  await applyPowerRequest(request, context);
  return undefined;
}
