import { recorded } from '../deploy/recorded.ts';
import { diagnoseCluster, type HostReport, isFit } from '../doctor/diagnose.ts';
import { type Examination, examineHosts } from '../doctor/examine.ts';
import { applyFixes, type PlannedFix, planFixes } from '../doctor/fix.ts';
import { counted } from '../domain/counted.ts';
import type { Host } from '../host/host.ts';
import { describeHolder } from './holder.ts';
import { insist } from './insist.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderFixes, renderReports, reportAsJson } from './render/doctor.ts';
import type { DoctorResult } from './results.ts';
import { type OpenCluster, withWhatAnswers } from './with-session.ts';

type DoctorOptions = OperationOptions<'doctor'>;

/** Shows what is wrong with each host, does the safe fixes where asked to, and tells what is left. */
export async function doctor(options: DoctorOptions, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, (open) => examineAndShow(options, open));
}

async function examineAndShow(options: DoctorOptions, operation: OpenCluster): Promise<void> {
  const { spec, signal, reporter } = operation;
  const hosts = [...operation.hosts.values()];
  const examination: Examination = { signal, report: reporter.report, nowMs: Date.now };
  const seen = new Map([...operation.failures, ...(await examineHosts(hosts, examination))]);
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
  reporter.line(`\n${renderFixes(plan, reporter.columns)}\n`);
  const ask = `Do this on ${counted(hosts.length, 'host')}?`;
  await insist({ ask, kept: 'nothing was changed' }, options, operation);
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
  else if (options.fix)
    reporter.line(
      `\n${plan.length === 0 ? 'there is nothing that --fix can do' : renderFixes(plan, reporter.columns)}`,
    );
  const fit = reports.every(isFit);
  const fixes = { done: areDone, plan };
  reporter.result({ cluster: spec.name, fit, hosts: reports.map(reportAsJson), fixes } satisfies DoctorResult);
  if (!fit) reporter.unwell('HOST_UNSUITABLE');
}
