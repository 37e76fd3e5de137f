import { writeFile } from 'node:fs/promises';
import { onlyComponents } from '../config/join-components.ts';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { errorKinds } from '../errors.ts';
import type { ClusterSession } from '../session/cluster-session.ts';
import { openWhatAnswers } from '../session/cluster-session.ts';
import { renderJunit } from '../verify/junit.ts';
import { isHealthy, verifyCluster } from '../verify/verify-cluster.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderFindings } from './render-findings.ts';

export type VerifyOptions = ClusterOptions &
  Pick<ClusterFlags, 'components'> & { readonly junit?: string; readonly jobTimeout?: number; readonly jobs?: boolean };

const jobTimeoutMs = 300_000;
const settleMs = 120_000;

/** Verifies a cluster and sets the exit status by what was found. */
export async function runVerify(options: VerifyOptions): Promise<void> {
  await runOperation(options, async ({ spec: whole, ...operation }) => {
    const spec = onlyComponents(whole, options.components);
    const session = await openWhatAnswers(spec, operation.reach, operation.reporter.report);
    try {
      await verifyAndShow({ ...operation, ...session, spec }, options);
    } finally {
      await session.close();
    }
  });
}

/** Verifies over connections that are open already, shows the findings, and sets the exit status; `told` joins the result. */
export async function verifyAndShow(
  { spec, hosts, failures, signal, reporter }: Operation & Pick<ClusterSession, 'hosts' | 'failures'>,
  { junit, jobTimeout, jobs: withJobs = true }: Pick<VerifyOptions, 'junit' | 'jobTimeout' | 'jobs'>,
  told: { readonly changed?: true } = {},
): Promise<void> {
  const limitMs = jobTimeout === undefined ? jobTimeoutMs : jobTimeout * 1000;
  const findings = await verifyCluster(
    { spec, hosts, failures, withJobs, jobTimeoutMs: limitMs, settleMs, signal },
    reporter.report,
  );
  const healthy = isHealthy(findings);
  reporter.stop();
  reporter.line(renderFindings(spec, findings));
  if (!withJobs) reporter.line('no job was run; bramble verify runs them');
  reporter.result({ cluster: spec.name, healthy, findings, ...told });
  if (junit !== undefined) await writeFile(junit, renderJunit(spec.name, findings));
  if (!healthy) process.exitCode = errorKinds.VERIFY_FAILED.exit;
}
