import { isFailure } from '../errors.ts';
import type { Bench } from './bench.ts';

/** Starts it once more where it ended while it started: SparkContext now and then fails by a race of its own threads. */
export async function startAgain<Started>(
  start: () => Promise<Started>,
  { signal, report }: Pick<Bench, 'signal' | 'report'>,
): Promise<Started> {
  try {
    return await start();
  } catch (error) {
    if (!isFailure(error) || error.code !== 'ACTION_FAILED' || signal.aborted) throw error;
    report({ stage: 'bench', state: 'note', text: `${error.message} while it started; once more` });
    return await start();
  }
}
