import type { Report } from '../../domain/events.ts';
import { type Place, runBeside } from './members.ts';

const longestMs = 7 * 24 * 3600_000;
/** Hadoop's own least is 10 MB, which leaves alone most files of a small cluster. */
const leastBlock = `dfs.balancer.getBlocks.min-block-size=${2 ** 20}`;

/** How the balancer ends where it has done what can be done, by exit status; the words are Hadoop's. */
const stuck: Readonly<Record<number, string>> = { 253: 'NO_MOVE_PROGRESS', 254: 'NO_MOVE_BLOCK' };

/** Has HDFS move blocks until all DataNodes are about equally full, or no block is left that can be moved. */
export async function rebalance(nameNode: Place, report: Report, signal?: AbortSignal): Promise<void> {
  const about = { stage: 'balance', text: 'even out the DataNodes (hdfs balancer)' } as const;
  report({ ...about, state: 'started' });
  const onOutput = (piece: string) => {
    const text = describeMoves(piece);
    if (text !== undefined) report({ stage: 'balance', state: 'progress', text });
  };
  const running = { signal, timeoutMs: longestMs, onOutput, alsoFine: Object.keys(stuck).map(Number) };
  const { exitCode } = await runBeside(nameNode, ['hdfs', 'balancer', '-D', leastBlock], running);
  const why = stuck[exitCode];
  if (why !== undefined)
    report({ stage: 'balance', state: 'note', text: `not quite even, but no more blocks can be moved (${why})` });
  report({ ...about, state: 'done' });
}

/** From a row of the balancer's table: time, iteration, what it moved, what is left, what it moves now. */
function describeMoves(output: string): string | undefined {
  const [, moved, left] = /\s\d+\s+([\d.]+ [KMGT]?B)\s+([\d.]+ [KMGT]?B)\s+[\d.]+ [KMGT]?B\s/.exec(output) ?? [];
  return moved && `${moved} moved, ${left} to move`;
}
