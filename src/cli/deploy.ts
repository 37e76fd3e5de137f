import { Command, Option } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentArgument } from './component-argument.ts';
import type { DeployOptions } from './run-deploy.ts';

/** `bramble deploy spark`: makes a cluster as wanted and verifies it. */
export function deployCommand(): Command {
  return withPlacement(new Command('deploy'))
    .description(
      'Put Spark on the hosts, start it, and verify that it works. Repeat it at any time: only what is missing is done.',
    )
    .option('--dry-run', 'show what would be done and do nothing')
    .option('--no-verify', 'skip the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble deploy spark --hosts "red,red[01-02]"
  bramble deploy spark -f bramble.yaml --dry-run
  bramble deploy spark --hosts "pi@red,pi@red[01-05]" --master red --no-workers-on-master`,
    )
    .action(async (component: string, options: DeployOptions) => {
      const { runDeploy } = await import('./run-deploy.ts');
      await runDeploy(component, options);
    });
}

/** `bramble plan spark`: the same as `deploy --dry-run`. */
export function planCommand(): Command {
  return withPlacement(new Command('plan'))
    .description('Show what deploy would do, on which host and why. Changes nothing.')
    .action(async (component: string, options: DeployOptions) => {
      const { runDeploy } = await import('./run-deploy.ts');
      await runDeploy(component, { ...options, dryRun: true });
    });
}

function withPlacement(command: Command): Command {
  return withClusterOptions(command.addArgument(componentArgument()))
    .option('--master <host>', 'host of the master (default: the first one)')
    .option('--workers-on-master', 'run a worker beside the master (default: in clusters of up to three hosts)')
    .option('--no-workers-on-master', 'keep the master free of work')
    .option('--history-server [host]', 'run the history server there (default: beside the master)')
    .option('--no-history-server', 'run no history server')
    .option('--connect [host]', 'run Spark Connect there (beside the master where no host is named)')
    .addOption(
      new Option('--method <way>', 'how Spark gets there (default: auto, by what each host can do)').choices([
        'auto',
        'snap',
        'tarball',
      ]),
    );
}
