import { counted } from '../../domain/counted.ts';
import { isFailure } from '../../errors.ts';
import { countExecutors } from '../../facts/work-state.ts';
import type { DrainWish } from './drain.ts';
import { askDaemon, type Members, type Place, placesOf, runOn } from './members.ts';
import { switchDaemons } from './services.ts';
import { waitUntil } from './wait.ts';

/** Tells the Spark workers of some nodes to go, waits until their executors have ended or moved on, and stops them. */
export async function drainWorkers(members: Members, nodes: readonly string[], wish: DrainWish): Promise<void> {
  const workers = placesOf('worker', nodes, members);
  await Promise.all(workers.map((worker) => drainWorker(worker, wish)));
  await switchDaemons(workers, 'stop', wish.signal);
}

async function drainWorker(worker: Place, { limitSeconds, report, signal }: DrainWish): Promise<void> {
  const said = await runOn(worker, ['sh', '-c', tellScript, 'sh', unitOf(worker)], {
    label: 'tell the worker',
    signal,
  });
  if (said.trim() !== 'told') return;
  const about = { stage: 'drain', host: worker.host.name } as const;
  let left = 0;
  const ask = async () => {
    left = await executorsOf(worker, signal);
    if (left > 0) report({ ...about, state: 'progress', text: `Spark still runs ${counted(left, 'executor')}` });
    return left === 0 || undefined;
  };
  const isEmpty = await waitUntil(ask, { limitMs: limitSeconds * 1000, signal });
  const text = `after ${limitSeconds} s Spark still runs ${counted(left, 'executor')}; this ends now`;
  if (isEmpty === undefined) report({ ...about, state: 'note', text });
}

function unitOf({ packaging }: Place): string {
  return packaging.unit('spark', 'worker');
}

/** None where it answers no more. */
async function executorsOf(worker: Place, signal: AbortSignal | undefined): Promise<number> {
  try {
    return countExecutors(await askDaemon(worker, '/json/', signal));
  } catch (error) {
    if (isFailure(error)) return 0;
    throw error;
  }
}

/**
 * Spark's signal for it is SIGPWR (number 30), as from a power supply that fails. A worker of an older build, which does
 * not listen to it, would die of it instead: the kernel tells who listens.
 */
const tellScript = `pid=$(systemctl show -p MainPID --value "$1")
[ "$pid" -gt 1 ] || exit 0
caught=$(sed -n 's/^SigCgt:.*\\(........\\)$/\\1/p' "/proc/$pid/status")
[ $(( (0x\${caught:-0} >> 29) & 1 )) -eq 1 ] || exit 0
kill -s PWR "$pid" && echo told`;
