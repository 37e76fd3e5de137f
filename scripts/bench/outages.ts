import { connect } from 'node:net';
import { setInterval, setTimeout as sleep } from 'node:timers/promises';

/** A daemon's port, as everybody sees it. */
export interface Service {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

const everyMs = 100;
const patienceMs = 400;

/** Knocks at every port ten times a second while the work lasts; how long each was closed, in seconds. */
export async function watchOutages<Result>(
  services: readonly Service[],
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly closedS: ReadonlyMap<string, number> }> {
  const ending = new AbortController();
  const watching = Promise.all(services.map((service) => watch(service, ending.signal)));
  const result = await work().finally(() => ending.abort());
  return { result, closedS: new Map(await watching) };
}

async function watch(service: Service, signal: AbortSignal): Promise<readonly [string, number]> {
  let [closedMs, lastMs] = [0, performance.now()];
  try {
    for await (const _ of setInterval(everyMs, undefined, { signal })) {
      const isOpen = await knock(service);
      const nowMs = performance.now();
      if (!isOpen) closedMs += nowMs - lastMs;
      lastMs = nowMs;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return [service.name, closedMs / 1000];
}

/** Waits until a daemon takes connections. */
export async function untilOpen(service: Service, signal: AbortSignal): Promise<void> {
  while (!(await knock(service))) await sleep(everyMs, undefined, { signal });
}

function knock({ address, port }: Service): Promise<boolean> {
  const socket = connect({ host: address, port, timeout: patienceMs });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('timeout', () => resolve(false));
  }).finally(() => socket.destroy());
}
