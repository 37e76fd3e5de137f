import type { Holder } from '../domain/holder.ts';
import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { lockFolder, unlockScript, unlockSeconds } from './lock-scripts.ts';

interface Options {
  readonly signal?: AbortSignal | undefined;
}

/** Tells whoever holds a lock of these nodes to end, who it is that says so, and waits until all locks are free. */
export async function unlockNodes(hosts: readonly Host[], holder: Holder, { signal }: Options = {}): Promise<void> {
  const argv = ['sh', '-c', unlockScript, 'sh', lockFolder, JSON.stringify(holder)];
  const timeoutMs = (unlockSeconds + 10) * 1000;
  await forEachHost(
    hosts,
    async (host) => {
      const { exitCode } = await host.run(argv, { sudo: true, timeoutMs, ...(signal && { signal }) });
      if (exitCode !== 0) throw stillHeld(host.name);
    },
    { signal },
  );
}

function stillHeld(host: string): BrambleError {
  return new BrambleError('LOCKED', `the lock did not become free within ${unlockSeconds} s`, {
    host,
    hint: 'somebody else may have taken it in the meantime: bramble status shows who holds it',
  });
}
