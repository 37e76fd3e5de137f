import { Command, Option } from 'commander';
import { collect, withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { DeployOptions } from './run-deploy.ts';
import { withSource } from './store-options.ts';

/** `bramble deploy spark`: makes a cluster as wanted and verifies it. */
export function deployCommand(): Command {
  return withPlacement(new Command('deploy'))
    .description(
      'Put Spark, Hadoop or both on the hosts, start them, and verify that they work. Repeat it at any time: only what is missing is done.',
    )
    .option('--dry-run', 'show what would be done and do nothing')
    .option('--no-verify', 'skip the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble deploy spark --hosts "red,red[01-02]"
  bramble deploy spark hadoop --hosts "red,red[01-05]" --data-dir /media/usb/hdfs
  bramble deploy -f bramble.yaml --dry-run
  bramble deploy spark --hosts "pi@red,pi@red[01-05]" --master red --no-workers-on-master`,
    )
    .action(async (words: string[], options: DeployOptions) => {
      const { runDeploy } = await import('./run-deploy.ts');
      await runDeploy({ ...options, components: readComponents(words) });
    });
}

/** `bramble plan spark`: the same as `deploy --dry-run`. */
export function planCommand(): Command {
  return withPlacement(new Command('plan'))
    .description('Show what deploy would do, on which host and why. Changes nothing.')
    .action(async (words: string[], options: DeployOptions) => {
      const { runDeploy } = await import('./run-deploy.ts');
      await runDeploy({ ...options, components: readComponents(words), dryRun: true });
    });
}

function withPlacement(command: Command): Command {
  return withSource(
    withClusterOptions(command.addArgument(componentsArgument()))
      .option('--master <host>', 'host of the master, the NameNode and the ResourceManager (default: the first one)')
      .option('--workers-on-master', 'run a worker beside the master (default: in clusters of up to three hosts)')
      .option('--no-workers-on-master', 'keep the master free of work')
      .option('--history-server [host]', 'run the history server there (default: beside the master)')
      .option('--no-history-server', 'run no history server')
      .option('--connect [host]', 'run Spark Connect there (beside the master where no host is named)')
      .option('--namenode <host>', 'host of the NameNode (default: that of the master)')
      .option(
        '--secondarynamenode [host]',
        'run the SecondaryNameNode there (default: on another host than the NameNode)',
      )
      .option('--no-secondarynamenode', 'run no SecondaryNameNode')
      .option('--resourcemanager <host>', 'host of the ResourceManager (default: that of the master)')
      .option(
        '--data-dir <folder>',
        'keep HDFS blocks there on every host, such as on a USB disk; may be repeated',
        collect,
      )
      .addOption(
        new Option('--method <way>', 'how it gets there (default: auto, by what each host can do)').choices([
          'auto',
          'snap',
          'tarball',
        ]),
      ),
  );
}
