import { onlyComponents } from '../config/join-components.ts';
import { renderJunit } from '../verify/junit.ts';
import { isHealthy, verifyCluster } from '../verify/verify-cluster.ts';
import { checkWritable, type LocalFile, writeLocalFile } from './local-file.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderFindings } from './render/findings.ts';
import type { Verification } from './results.ts';
import { type OpenCluster, withWhatAnswers } from './with-session.ts';

type VerifyOptions = OperationOptions<'verify'>;

const jobTimeoutMs = 300_000;
const settleMs = 120_000;

/** Verifies a cluster and tells what was found. */
export async function verify(options: VerifyOptions, operation: Operation): Promise<void> {
  const spec = onlyComponents(operation.spec, options.components);
  if (options.junit !== undefined) await checkWritable(junitFile(options.junit));
  await withWhatAnswers({ ...operation, spec }, (open) => verifyAndShow(open, options));
}

function junitFile(path: string): LocalFile {
  return { flag: '--junit', path };
}

/** Verifies over connections that are open already, and shows the findings; `told` joins the result. */
export async function verifyAndShow(
  { spec, hosts, failures, signal, reporter }: OpenCluster,
  { junit, jobTimeout, jobs: withJobs = true }: Partial<VerifyOptions>,
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
  if (!withJobs) reporter.line('no job was run');
  reporter.result({ cluster: spec.name, healthy, findings, ...told } satisfies Verification);
  if (junit !== undefined) await writeLocalFile(junitFile(junit), renderJunit(spec.name, findings));
  if (!healthy) reporter.unwell('VERIFY_FAILED');
}
