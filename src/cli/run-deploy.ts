import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { type Operation, runOperation } from './operation.ts';

/** Options of `deploy` and `plan` that place roles and choose packagings. */
export type DeployOptions = ClusterOptions & ClusterFlags & { readonly dryRun?: boolean; readonly verify?: boolean };

/** Plans, shows, applies and verifies a deployment. */
export async function runDeploy(component: string, options: DeployOptions): Promise<void> {
  await runOperation(options, (operation) => deploy(component as ComponentName, options, operation)); // commander checked the word
}

async function deploy(component: ComponentName, options: DeployOptions, operation: Operation): Promise<void> {
  const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
  try {
    const gathering = gatherAll([...session.hosts.values()], operation.signal);
    gathering.catch(() => {}); // whoever waits for the facts sees it
    // Loaded only now: the hosts look at themselves meanwhile.
    const { deployCluster } = await import('./deploy-cluster.ts');
    await deployCluster(component, options, { ...operation, ...session, gathering });
  } finally {
    await session.close();
  }
}
