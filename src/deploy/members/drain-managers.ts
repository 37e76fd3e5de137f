import { counted } from '../../domain/counted.ts';
import { BrambleError } from '../../errors.ts';
import { atWorkOf, type ManagerState, managersPath, readManagers } from '../../facts/work-state.ts';
import type { DrainWish } from './drain.ts';
import { excludeManagers } from './list-files.ts';
import { askDaemon, type Members, type Place, placeOf, placesOf } from './members.ts';
import { switchDaemons } from './services.ts';
import { waitUntil } from './wait.ts';

/** Beyond the limit that the ResourceManager itself keeps. */
const graceSeconds = 30;

/** Has YARN give the NodeManagers of some nodes no more work, waits for what runs there, and stops them. */
export async function drainManagers(members: Members, nodes: readonly string[], wish: DrainWish): Promise<void> {
  const managers = placesOf('nodemanager', nodes, members);
  const resourceManager = placeOf('resourcemanager', members);
  if (managers.length === 0) return;
  if (resourceManager !== undefined) await letGo(resourceManager, managers, wish);
  await switchDaemons(managers, 'stop', wish.signal);
}

/** The list names them only meanwhile: a stopped one may come back by itself, when its node boots. */
async function letGo(resourceManager: Place, managers: readonly Place[], wish: DrainWish): Promise<void> {
  const { limitSeconds, signal, report } = wish;
  const names = managers.map(({ host }) => host.name);
  try {
    await excludeManagers(resourceManager, { names, isExcluded: true, limitSeconds }, signal);
    await untilEmpty(resourceManager, names, wish);
    await switchDaemons(managers, 'stop', signal); // one that was told to go starts again by itself
  } catch (error) {
    if (!(error instanceof BrambleError) || signal?.aborted) throw error;
    report({ stage: 'drain', state: 'note', text: `YARN could not be asked to let its work end: ${error.message}` });
  } finally {
    await excludeManagers(resourceManager, { names, isExcluded: false, limitSeconds }).catch(() => {});
  }
}

async function untilEmpty(
  resourceManager: Place,
  names: readonly string[],
  { limitSeconds, report, signal }: DrainWish,
): Promise<void> {
  let last: readonly ManagerState[] = [];
  const ask = async () => {
    const now = atWorkOf(readManagers(await askDaemon(resourceManager, managersPath, signal)), names);
    if (now.length === 0) return true;
    last = now;
    for (const one of now) report({ stage: 'drain', host: one.name, state: 'progress', text: describe(one) });
    return undefined;
  };
  const startedMs = performance.now();
  await waitUntil(ask, { limitMs: (limitSeconds + graceSeconds) * 1000, signal });
  if (performance.now() - startedMs < limitSeconds * 1000) return;
  for (const one of last.filter(({ containers }) => containers > 0)) {
    const text = `${describe(one)} after ${limitSeconds} s; they end now`;
    report({ stage: 'drain', host: one.name, state: 'note', text });
  }
}

function describe({ containers }: ManagerState): string {
  return containers === 0 ? 'YARN lets it go' : `YARN still runs ${counted(containers, 'container')}`;
}
