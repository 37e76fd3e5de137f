import { untilItWorks } from '../deploy/members/wait.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type BrambleError, isFailure } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { gatherFacts } from '../session/gather.ts';
import { untilSnapdIsIdle } from './snapd-work.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/**
 * Looks at a node that is to go back, once snapd has ended there what it was at work on. One that does not answer may
 * have rebooted: it is waited for, connected to anew and locked again. Rejects with why it did not answer last.
 */
export async function untilBack(run: UpgradeRun, host: Host): Promise<HostFacts> {
  try {
    return await lookWhenIdle(run, host);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return await waitFor(run, host, error);
  }
}

async function lookWhenIdle({ request, upgrade }: UpgradeRun, host: Host): Promise<HostFacts> {
  const { returnSeconds: limitSeconds, signal } = request;
  const before = Object.values(upgrade.deployment.facts.get(host.name)?.installed ?? {});
  if (before.some((one) => one?.packaging === 'snap')) await untilSnapdIsIdle(host, { limitSeconds, signal });
  return await gatherFacts(host, signal);
}

async function waitFor(run: UpgradeRun, host: Host, why: BrambleError): Promise<HostFacts> {
  const { request, report, retake } = run;
  const { returnSeconds, signal } = request;
  const text = `it does not answer (${why.message}); waiting for it, ${returnSeconds} s at most`;
  report({ stage: 'revert', host: host.name, state: 'note', text });
  const look = async () => {
    await host.reconnect();
    await retake(host);
    return await lookWhenIdle(run, host);
  };
  return await untilItWorks(look, { limitMs: returnSeconds * 1000, signal });
}
