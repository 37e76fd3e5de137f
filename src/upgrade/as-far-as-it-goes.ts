import { explain, isFailure } from '../errors.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Does what helps nodes on their way back, where some may well not work: what fails is told, and keeps nobody from going back. */
export async function asFarAsItGoes({ request, report }: UpgradeRun, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isFailure(error) || request.signal?.aborted) throw error;
    report({ stage: 'revert', state: 'note', text: explain(error) });
  }
}
