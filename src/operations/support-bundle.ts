import { arch, platform, release } from 'node:os';
import { mergeHistories, type NodeHistory } from '../deploy/merge-history.ts';
import { readHistories } from '../deploy/read-history.ts';
import { BrambleError, explain } from '../errors.ts';
import { collectEvidence } from '../evidence/collect-evidence.ts';
import { createRedactor } from '../evidence/redact.ts';
import { evidenceFolder } from '../store/evidence-folder.ts';
import { verifyCluster } from '../verify/verify-cluster.ts';
import { noteMissing } from './note-missing.ts';
import type { Operation } from './operation.ts';
import { bundleContents } from './render/bundle-contents.ts';
import { version } from './version.ts';
import { type OpenCluster, withWhatAnswers } from './with-session.ts';

export interface BundleOptions {
  readonly keepAddresses?: boolean;
}

/** Packs what others need to help, and says what it is and where. A node that does not answer is told inside. */
export async function supportBundle(options: BundleOptions, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, async (open) => {
    const { spec, reach, reporter } = open;
    noteMissing(open, reporter);
    const path = await collectEvidence({
      ...open,
      nodes: spec.nodes,
      folder: evidenceFolder(spec.name),
      title: 'support',
      others: await describeCluster(open),
      redactor: createRedactor({
        keepsAddresses: options.keepAddresses ?? false,
        secrets: reach.sudoPassword === undefined ? [] : [reach.sudoPassword.reveal()],
      }),
      report: reporter.report,
    });
    reporter.stop();
    reporter.line(`${bundleContents(spec, open)}\n\n${path}`);
    reporter.result({ path, missing: [...open.failures.keys()] });
  });
}

const limitMs = 15_000;

/** What belongs to no single node. */
async function describeCluster(open: OpenCluster): Promise<Map<string, unknown>> {
  const { spec, signal, reporter, hosts, failures } = open;
  const request = { spec, hosts, failures, withJobs: false, jobTimeoutMs: limitMs, settleMs: limitMs, signal };
  return new Map<string, unknown>([
    ['README.txt', bundleContents(spec, open)],
    ['cluster.json', spec],
    ['operator.json', describeOperator()],
    ['findings.json', await orReason(() => verifyCluster(request, reporter.report))],
    ['history.json', await readAll(open)],
  ]);
}

function describeOperator(): object {
  const system = `${platform()} ${release()} ${arch()}`;
  return { bramble: version(), node: process.version, system, at: new Date().toISOString() };
}

/** Of each node by itself: one that fails must not hide the others. */
async function readAll({ hosts, signal }: OpenCluster): Promise<unknown> {
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
