import { componentNames } from '../domain/components.ts';
import { BrambleError } from '../errors.ts';
import { verifyCluster } from '../verify/verify-cluster.ts';
import type { Bench } from './bench.ts';
import { findShortages } from './shortages.ts';
import type { Suite } from './suites.ts';

const settleMs = 60_000;

/** Rejects with REFUSED where something does not work: that would be measured. */
export async function refuseUnhealthy({ members, jobTimeoutMs, signal, report }: Bench): Promise<void> {
  const look = { ...members, failures: new Map(), withJobs: false, settleMs };
  const findings = await verifyCluster({ ...look, jobTimeoutMs, signal }, report);
  const failed = findings.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return;
  throw new BrambleError('REFUSED', 'the cluster is not healthy: what would be measured is its trouble', {
    evidence: failed.map(({ rung, node, detail }) => [rung, node, detail].filter(Boolean).join(': ')).join('\n'),
    hint: 'bramble verify',
  });
}

/** Throws REFUSED where nodes run different builds of a component: a mixture would be measured, and the record names one. */
export function refuseMixture({ members: { facts } }: Pick<Bench, 'members'>): void {
  for (const component of componentNames) {
    const builds = [...facts].flatMap(([name, { installed }]) => {
      const { version, recipe, revision } = installed[component] ?? {};
      return version === undefined
        ? []
        : [{ build: `${version} ${recipe}`, text: `${name}: ${version} (${revision})` }];
    });
    if (new Set(builds.map(({ build }) => build)).size <= 1) continue;
    throw new BrambleError('REFUSED', `the nodes run different builds of ${component}`, {
      evidence: builds.map(({ text }) => text).join('\n'),
      hint: `bramble upgrade ${component}`,
    });
  }
}

/** Rejects with REFUSED where these engines have no room for the size that was asked for. */
export async function refuseShortages(bench: Bench, engines: readonly Suite['engine'][]): Promise<void> {
  const shortages = await findShortages(bench, engines);
  if (shortages.length === 0) return;
  throw new BrambleError('REFUSED', 'the cluster is too small for this size', {
    evidence: shortages.join('\n'),
    hint: 'choose a smaller --scale',
  });
}
