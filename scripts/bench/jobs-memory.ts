// Prints what a server holds more after a thousand jobs, each of which tells what a first deployment on three hosts tells.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import { type TestApi, testApi } from '../../test/support/api.ts';
import { collectGarbage } from './collect-garbage.ts';
import { eventsOfDeployment } from './deployment-events.ts';
import { simulateCluster } from './simulated-cluster.ts';

/** Of these, too, memory is taken that stays: for code, caches and pages of the database. */
const jobsBefore = 50;
const jobs = 1_000;
const hosts = 3;

const events = eventsOfDeployment(simulateCluster(hosts));
const folder = await mkdtemp(join(tmpdir(), 'bramble-jobs-'));
try {
  const api = await testApi({ store: new JobStore(join(folder, 'jobs.db')), operation: deploy });
  await runJobs(api, jobsBefore);
  const before = heldMb();
  await runJobs(api, jobs);
  const after = heldMb();
  await api.server.close();
  const more = { heapMb: after.heapMb - before.heapMb, residentMb: after.residentMb - before.residentMb };
  process.stdout.write(JSON.stringify({ ...more, events: events.length }));
} finally {
  await rm(folder, { recursive: true });
}

async function deploy(...[, { reporter }]: Parameters<AnyOperation>): Promise<void> {
  for (const event of events) reporter.report(event);
  reporter.result({ cluster: 'red', changed: true });
}

async function runJobs({ ask, runner }: TestApi, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const { body } = await ask('POST', '/clusters/red/jobs', { kind: 'deploy' });
    while (runner.isRunning(body.id)) await new Promise(setImmediate);
  }
}

function heldMb() {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / 1e6, residentMb: rss / 1e6 };
}
