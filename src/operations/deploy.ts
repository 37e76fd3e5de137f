import { withComponents } from '../config/join-components.ts';
import { gatherAll } from '../session/gather.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { withSession } from './with-session.ts';

type DeployOptions = OperationOptions<'deploy'>;

/** Plans, shows, applies and verifies a deployment. */
export async function deploy(options: DeployOptions, operation: Operation): Promise<void> {
  const spec = withComponents(operation.spec, options.components ?? []);
  await withSession({ ...operation, spec }, async (open) => {
    const gathering = gatherAll([...open.hosts.values()], open.signal);
    gathering.catch(() => {}); // whoever waits for the facts sees it
    // Loaded only now: the hosts look at themselves meanwhile.
    const { deployCluster } = await import('./deploy-cluster.ts');
    await deployCluster(options, { ...open, gathering });
  });
}

/** Plans and shows a deployment. */
export async function plan(options: OperationOptions<'plan'>, operation: Operation): Promise<void> {
  await deploy({ ...options, dryRun: true, verify: false }, operation);
}
