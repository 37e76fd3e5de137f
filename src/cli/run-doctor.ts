import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { recorded } from '../deploy/recorded.ts';
import { diagnoseCluster, type HostReport, isFit } from '../doctor/diagnose.ts';
import { type Examination, examineHosts } from '../doctor/examine.ts';
import { applyFixes, type PlannedFix, planFixes } from '../doctor/fix.ts';
import { BrambleError, errorKinds } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { type ClusterSession, openWhatAnswers } from '../session/cluster-session.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderFixes, renderReports, reportAsJson } from './render-doctor.ts';

export type DoctorOptions = ClusterOptions &
  Pick<ClusterFlags, 'components'> & {
    readonly fix?: boolean;
    readonly dryRun?: boolean;
    readonly yes?: boolean;
  };

/** Shows what is wrong with each host, does the safe fixes where asked to, and sets the exit status by what is left. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openWhatAnswers(operation.spec, operation.reach, operation.reporter.report);
    try {
      await examineAndShow(options, operation, session);
    } finally {
      await session.close();
    }
  });
}

async function examineAndShow(options: DoctorOptions, operation: Operation, session: ClusterSession): Promise<void> {
  const { spec, signal, reporter } = operation;
  const hosts = [...session.hosts.values()];
  const examination: Examination = { signal, report: reporter.report, nowMs: Date.now };
  const seen = new Map([...session.failures, ...(await examineHosts(hosts, examination))]);
  const reports = diagnoseCluster(spec, seen);
  reporter.stop();
  reporter.line(renderReports(reports, options));
  const plan = options.fix ? planFixes(reports) : [];
  if (plan.length === 0 || options.dryRun) return finish(operation, reports, { options, plan, areDone: false });
  const treated = hosts.filter(({ name }) => plan.some(({ host }) => host === name));
  await treat(treated, plan, { options, operation });
  const after = await examineHosts(treated, { ...examination, before: seen });
  finish(operation, diagnoseCluster(spec, new Map([...seen, ...after])), { options, plan, areDone: true });
}

interface Treatment {
  readonly options: DoctorOptions;
  readonly operation: Operation;
}

/** Shows what is going to be done, asks, and does it, while no deployment is at work on these hosts. */
async function treat(hosts: readonly Host[], plan: readonly PlannedFix[], { options, operation }: Treatment) {
  const { reporter, signal } = operation;
  reporter.line(`\n${renderFixes(plan)}\n`);
  if (!options.yes && !(await confirm(`Do this on ${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}?`)))
    throw new BrambleError('REFUSED', 'not confirmed: nothing was changed', { hint: 'answer y, or add --yes' });
  const { report } = reporter;
  const undertaking = { hosts, holder: describeHolder('bramble doctor --fix'), signal, report };
  await recorded(undertaking, (lasting) => applyFixes(plan, hosts, { signal: lasting, report }));
}

interface Outcome {
  readonly options: DoctorOptions;
  readonly plan: readonly PlannedFix[];
  readonly areDone: boolean;
}

function finish({ spec, reporter }: Operation, reports: readonly HostReport[], outcome: Outcome): void {
  const { options, plan, areDone } = outcome;
  if (areDone) reporter.line(`\nafterwards:\n${renderReports(reports, options)}`);
  else if (options.fix) reporter.line(`\n${plan.length === 0 ? 'nothing that --fix may do' : renderFixes(plan)}`);
  const fit = reports.every(isFit);
  reporter.result({ cluster: spec.name, fit, hosts: reports.map(reportAsJson), fixes: { done: areDone, plan } });
  if (!fit) process.exitCode = errorKinds.HOST_UNSUITABLE.exit;
}
