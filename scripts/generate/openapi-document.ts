import { JobRunner } from '../../src/api/jobs/job-runner.ts';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import { OwnPages } from '../../src/api/own-pages.ts';
import { buildServer } from '../../src/api/server.ts';
import { StatusWatch } from '../../src/api/status-watch.ts';

const text = `${JSON.stringify(await describe(), null, 2)}\n`;

/** docs/reference/openapi.json: what the server serves at /api/v1/openapi.json. */
export function renderOpenapi(): string {
  return text;
}

/** Nothing is asked of the server but what it is. */
async function describe(): Promise<unknown> {
  const store = new JobStore(':memory:');
  const none = () => Promise.reject(new Error('no cluster is needed'));
  const clusters = { names: none, load: none, save: none, forget: none };
  const reach = () => ({ knownHosts: '', identityFiles: [] });
  const runner = new JobRunner({ store, loadCluster: none, loadOperation: none, reach, onBug: none });
  const services = {
    clusters,
    store,
    runner,
    watch: new StatusWatch({ open: none }),
    pages: new OwnPages(none),
    readLogs: none,
  };
  const server = await buildServer(services, { token: '', hostNames: new Set(['localhost']), onBug: none });
  const answer = await server.inject({ url: '/api/v1/openapi.json', headers: { host: 'localhost' } });
  await server.close();
  return answer.json();
}
