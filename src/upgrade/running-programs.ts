import { waitUntil } from '../deploy/members/wait.ts';
import { components } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';

interface Patience {
  readonly limitSeconds: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Waits until no user runs a program of the snap on the node: snapd changes no snap of which one runs. Rejects with
 * what still runs when the time is over. What runs from a tarball keeps the files that it began with.
 */
export async function untilNoPrograms(host: Host, component: ComponentName, patience: Patience): Promise<void> {
  const { limitSeconds, signal } = patience;
  let running: readonly string[] = [];
  const ask = async () => {
    running = await listPrograms(host, component, signal);
    return running.length === 0 || undefined;
  };
  if ((await waitUntil(ask, { limitMs: limitSeconds * 1000, signal })) !== undefined) return;
  throw new BrambleError('ACTION_FAILED', `a program of ${component} still runs there: ${running.join(', ')}`, {
    host: host.name,
    hint: 'wait until it ends, or end it; --drain-timeout says how long an upgrade waits by itself',
  });
}

async function listPrograms(host: Host, component: ComponentName, signal: AbortSignal | undefined): Promise<string[]> {
  const argv = [
    'systemctl',
    'list-units',
    '--type=scope',
    '--plain',
    '--no-legend',
    `snap.${components[component].snap}.*`,
  ];
  const { stdout } = await host.run(argv, { sudo: true, timeoutMs: 30_000, ...(signal && { signal }) });
  return parsePrograms(stdout);
}

/** Programs by their scopes, such as `snap.bramble-spark.submit-0f6a….scope loaded active running`. */
export function parsePrograms(listed: string): string[] {
  const found = listed.split('\n').flatMap((line) => /^snap\.[a-z-]+\.([a-z-]+?)-[0-9a-f]{8}-/.exec(line)?.[1] ?? []);
  return [...new Set(found)];
}
