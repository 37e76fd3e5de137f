import { withComponents } from '../config/join-components.ts';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { type Operation, runOperation } from './operation.ts';
import type { SourceChoice } from './resolve-wanted.ts';

/** Options of `deploy` and `plan` that place roles and choose packagings. */
export type DeployOptions = ClusterOptions & ClusterFlags & SourceChoice & { readonly verify?: boolean };

/** Plans, shows, applies and verifies a deployment. */
export async function runDeploy(options: DeployOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const spec = withComponents(operation.spec, options.components ?? []);
    await deploy(options, { ...operation, spec });
  });
}

async function deploy(options: DeployOptions, operation: Operation): Promise<void> {
  const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
  try {
    const gathering = gatherAll([...session.hosts.values()], operation.signal);
    gathering.catch(() => {}); // whoever waits for the facts sees it
    // Loaded only now: the hosts look at themselves meanwhile.
    const { deployCluster } = await import('./deploy-cluster.ts');
    await deployCluster(options, { ...operation, ...session, gathering });
  } finally {
    await session.close();
  }
}
