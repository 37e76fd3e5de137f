import { type Command, Option } from 'commander';
import { collect } from './cluster-options.ts';
import { operationCommand } from './operation-command.ts';

/** `bramble deploy spark`: makes a cluster as wanted and verifies it. */
export function deployCommand(): Command {
  return withPlacement(operationCommand('deploy')).description(
    'Put Spark, Hadoop or both on the hosts, start them, and verify that they work. You can repeat it at any time: it does only what is missing.',
  );
}

/** `bramble plan spark`: the same as `deploy --dry-run`. */
export function planCommand(): Command {
  return withPlacement(operationCommand('plan')).description(
    'Show what deploy would do on which host, and why. Changes nothing.',
  );
}

function withPlacement(command: Command): Command {
  return command
    .option('--master <host>', 'host of the master, the NameNode and the ResourceManager (default: the first one)')
    .option('--workers-on-master', 'run a worker beside the master (default: in clusters of up to three hosts)')
    .option('--no-workers-on-master', 'keep the master free of work')
    .option('--history-server [host]', 'run the history server there (default: beside the master)')
    .option('--no-history-server', 'run no history server')
    .option('--connect [host]', 'run Spark Connect there (beside the master if you name no host)')
    .option('--namenode <host>', 'host of the NameNode (default: that of the master)')
    .option(
      '--secondarynamenode [host]',
      'run the SecondaryNameNode there (default: on another host than the NameNode)',
    )
    .option('--no-secondarynamenode', 'run no SecondaryNameNode')
    .option('--resourcemanager <host>', 'host of the ResourceManager (default: that of the master)')
    .option(
      '--data-dir <folder>',
      'keep HDFS blocks in this folder on every host, such as on a USB disk; may be repeated',
      collect,
    )
    .addOption(
      new Option('--method <way>', 'how to install it (default: auto, by what each host can do)').choices([
        'auto',
        'snap',
        'tarball',
      ]),
    );
}
