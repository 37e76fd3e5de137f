import { onlyComponents } from '../config/join-components.ts';
import { startCluster, stopCluster } from '../deploy/members/power.ts';
import { findRunningWork } from '../deploy/members/running-work.ts';
import { recorded } from '../deploy/recorded.ts';
import { counted } from '../domain/counted.ts';
import { BrambleError } from '../errors.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { verifyAndShow } from './verify.ts';
import { noteMissing, type OpenMembers, withMembers } from './with-members.ts';

type StopOptions = OperationOptions<'stop'>;
type StartOptions = OperationOptions<'start'>;

/** Stops a cluster; asks first where that would end running applications. */
export async function stop(options: StopOptions, operation: Operation): Promise<void> {
  await onMembers(options, operation, async (open) => {
    const { reporter } = open;
    await insist(await findRunningWork(open, open.signal), options, open);
    noteMissing(open);
    const stopped = await holding('bramble stop', open, (signal) =>
      stopCluster(open, { report: reporter.report, signal }),
    );
    reporter.line(
      stopped === 0
        ? 'nothing to stop: no daemon is running'
        : `stopped ${counted(stopped, 'daemon')} on ${counted(open.hosts.size, 'host')}; bramble start, or the next boot of a host, starts them again`,
    );
    reporter.result({ stopped });
  });
}

/** Starts a cluster and verifies it. */
export async function start({ verify, ...options }: StartOptions, operation: Operation): Promise<void> {
  await onMembers(options, operation, async (open) => {
    const { reporter } = open;
    noteMissing(open);
    const started = await holding('bramble start', open, (signal) =>
      startCluster(open, { report: reporter.report, signal }),
    );
    reporter.line(
      started === 0 ? 'nothing to start: all daemons are running' : `started ${counted(started, 'daemon')}`,
    );
    if (verify) await verifyAndShow(open, { jobs: false });
    else reporter.result({ started });
  });
}

async function onMembers(
  { components }: Pick<StopOptions, 'components'>,
  operation: Operation,
  work: (open: OpenMembers) => Promise<void>,
): Promise<void> {
  await withMembers({ ...operation, spec: onlyComponents(operation.spec, components) }, work);
}

async function holding<Result>(
  what: string,
  { hosts, reporter, signal }: OpenMembers,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const undertaking = { hosts: [...hosts.values()], holder: describeHolder(what), report: reporter.report, signal };
  return await recorded(undertaking, work);
}

async function insist(running: readonly string[], { yes = false }: StopOptions, { confirm }: Operation): Promise<void> {
  if (running.length === 0 || yes) return;
  const what = `${counted(running.length, 'application')} still running`;
  if (await confirm(`${what}: ${running.join(', ')}. End them?`)) return;
  throw new BrambleError('NOT_CONFIRMED', `${what}, so nothing was stopped`, {
    evidence: running.join('\n'),
    hint: 'wait until they have ended, or add --yes',
  });
}
