import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { UnlockOptions } from './run-unlock.ts';

/** `bramble unlock`: ends the command of another who is at work on the cluster. */
export function unlockCommand(): Command {
  return withClusterOptions(new Command('unlock'))
    .description('Take over from another who is at work on the cluster: their command ends, and is told who ended it.')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
Without need: a lock goes by itself when its command ends, and a minute after its machine is gone.
What the other had begun is continued by the same command, whoever runs it.`,
    )
    .action(async (options: UnlockOptions) => {
      const { runUnlock } = await import('./run-unlock.ts');
      await runUnlock(options);
    });
}
