import type { Report } from '../../domain/events.ts';
import { type Place, runBeside } from './members.ts';

const longestMs = 7 * 24 * 3600_000;

/** Has HDFS move blocks until all DataNodes are about equally full. */
export async function rebalance(nameNode: Place, report: Report, signal?: AbortSignal): Promise<void> {
  const about = { stage: 'balance', text: 'even out the DataNodes (hdfs balancer)' } as const;
  report({ ...about, state: 'started' });
  const onOutput = (piece: string) => {
    const line = piece.trim().split('\n').at(-1) ?? '';
    if (line !== '') report({ stage: 'balance', state: 'progress', text: line });
  };
  await runBeside(nameNode, ['hdfs', 'balancer'], { signal, timeoutMs: longestMs, onOutput });
  report({ ...about, state: 'done' });
}
