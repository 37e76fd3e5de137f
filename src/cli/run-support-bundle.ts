import { arch, platform, release } from 'node:os';
import { mergeHistories, type NodeHistory } from '../deploy/merge-history.ts';
import { readHistories } from '../deploy/read-history.ts';
import { BrambleError, explain } from '../errors.ts';
import { collectEvidence } from '../evidence/collect-evidence.ts';
import { createRedactor } from '../evidence/redact.ts';
import { openWhatAnswers } from '../session/cluster-session.ts';
import { evidenceFolder } from '../store/evidence-folder.ts';
import { verifyCluster } from '../verify/verify-cluster.ts';
import { bundleContents } from './bundle-contents.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { noteMissing } from './note-missing.ts';
import { type Operation, runOperation } from './operation.ts';
import { version } from './version.ts';

export type BundleOptions = ClusterOptions & { readonly keepAddresses?: boolean };

/** Packs what others need to help, and says what it is and where. A node that does not answer is told inside. */
export async function runSupportBundle(options: BundleOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const { spec, reach, reporter } = operation;
    const session = await openWhatAnswers(spec, reach, reporter.report);
    try {
      noteMissing(session, reporter);
      const path = await collectEvidence({
        ...operation,
        ...session,
        nodes: spec.nodes,
        folder: evidenceFolder(spec.name),
        title: 'support',
        others: await describeCluster(operation, session),
        redactor: createRedactor({
          keepsAddresses: options.keepAddresses ?? false,
          secrets: reach.sudoPassword === undefined ? [] : [reach.sudoPassword.reveal()],
        }),
        report: reporter.report,
      });
      reporter.stop();
      reporter.line(`${bundleContents(spec, session)}\n\n${path}`);
      reporter.result({ path, missing: [...session.failures.keys()] });
    } finally {
      await session.close();
    }
  });
}

type Session = Awaited<ReturnType<typeof openWhatAnswers>>;

const limitMs = 15_000;

/** What belongs to no single node. */
async function describeCluster({ spec, signal, reporter }: Operation, session: Session): Promise<Map<string, unknown>> {
  const { hosts, failures } = session;
  const request = { spec, hosts, failures, withJobs: false, jobTimeoutMs: limitMs, settleMs: limitMs, signal };
  return new Map<string, unknown>([
    ['README.txt', bundleContents(spec, session)],
    ['cluster.json', spec],
    ['operator.json', describeOperator()],
    ['findings.json', await orReason(() => verifyCluster(request, reporter.report))],
    ['history.json', await readAll(session, signal)],
  ]);
}

function describeOperator(): object {
  const system = `${platform()} ${release()} ${arch()}`;
  return { bramble: version(), node: process.version, system, at: new Date().toISOString() };
}

/** Of each node by itself: one that fails must not hide the others. */
async function readAll({ hosts }: Session, signal: AbortSignal): Promise<unknown> {
  const read = await Promise.all([...hosts.values()].map((host) => orReason(() => readHistories([host], { signal }))));
  const isRead = (one: (typeof read)[number]): one is NodeHistory[] => Array.isArray(one);
  return [...mergeHistories(read.filter(isRead).flat()), ...read.filter((one) => !isRead(one))];
}

async function orReason<Value>(work: () => Promise<Value>): Promise<Value | { readonly failed: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return { failed: explain(error) };
    throw error;
  }
}
