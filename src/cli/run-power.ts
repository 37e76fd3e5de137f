import { onlyComponents } from '../config/join-components.ts';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { startCluster, stopCluster } from '../deploy/members/power.ts';
import { findRunningWork } from '../deploy/members/running-work.ts';
import { recorded } from '../deploy/recorded.ts';
import { BrambleError } from '../errors.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';
import { verifyAndShow } from './run-verify.ts';
import { noteMissing, type OpenMembers, withMembers } from './with-members.ts';

type Chosen = ClusterOptions & Pick<ClusterFlags, 'components'>;
export type StopOptions = Chosen & { readonly yes?: boolean };
export type StartOptions = Chosen & { readonly verify?: boolean };

/** Stops a cluster; asks first where that would end running applications. */
export async function runStop(options: StopOptions): Promise<void> {
  await onMembers(options, async (open) => {
    const { reporter } = open;
    await insist(await findRunningWork(open, open.signal), options);
    noteMissing(open);
    const stopped = await holding('bramble stop', open, (signal) =>
      stopCluster(open, { report: reporter.report, signal }),
    );
    reporter.line(
      stopped === 0
        ? 'nothing to stop: no daemon runs'
        : `stopped ${stopped} daemons on ${open.hosts.size} hosts; bramble start, or the next boot of a host, starts them again`,
    );
    reporter.result({ stopped });
  });
}

/** Starts a cluster and verifies it. */
export async function runStart({ verify = true, ...options }: StartOptions): Promise<void> {
  await onMembers(options, async (open) => {
    const { reporter } = open;
    noteMissing(open);
    const started = await holding('bramble start', open, (signal) =>
      startCluster(open, { report: reporter.report, signal }),
    );
    reporter.line(started === 0 ? 'nothing to start: all daemons run' : `started ${started} daemons`);
    if (verify) await verifyAndShow(open, { jobs: false });
    else reporter.result({ started });
  });
}

async function onMembers(options: Chosen, work: (open: OpenMembers) => Promise<void>): Promise<void> {
  await runOperation(options, async ({ spec, ...operation }: Operation) => {
    await withMembers({ ...operation, spec: onlyComponents(spec, options.components) }, work);
  });
}

async function holding<Result>(
  what: string,
  { hosts, reporter, signal }: OpenMembers,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const undertaking = { hosts: [...hosts.values()], holder: describeHolder(what), report: reporter.report, signal };
  return await recorded(undertaking, work);
}

async function insist(running: readonly string[], { yes = false }: StopOptions): Promise<void> {
  if (running.length === 0 || yes) return;
  const what = running.length === 1 ? '1 application is running' : `${running.length} applications are running`;
  if (await confirm(`${what}: ${running.join(', ')}. End them?`)) return;
  throw new BrambleError('REFUSED', `${what}, so nothing was stopped`, {
    evidence: running.join('\n'),
    hint: 'wait until they have ended, or add --yes',
  });
}
