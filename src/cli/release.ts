import { Command } from 'commander';
import type { ReleaseOptions } from '../operations/release.ts';
import { onStore } from './on-cluster.ts';
import type { OutputChoice } from './reporter.ts';
import { withStoreOptions } from './store-options.ts';

/** `bramble release FILE --channel C`: puts artifacts into a store. */
export function releaseCommand(): Command {
  return withStoreOptions(new Command('release'))
    .description('Put snaps and tarballs into a channel of a store. The first release makes the store and its key.')
    .argument('<file...>', 'what bramble build made; the snap and the tarball of one build become one revision')
    .requiredOption('--channel <channel>', 'such as latest/candidate, 4.3/stable or 4.3/edge/fix-1')
    .action(async (files: string[], options: Omit<ReleaseOptions, 'files'> & OutputChoice) => {
      await onStore({ ...options, files }, async () => (await import('../operations/release.ts')).release);
    });
}
