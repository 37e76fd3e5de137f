import { Command } from 'commander';
import type { ReleaseOptions } from './run-release.ts';
import { withStoreOptions } from './store-options.ts';

/** `bramble release FILE --channel C`: puts artifacts into a store. */
export function releaseCommand(): Command {
  return withStoreOptions(new Command('release'))
    .description('Put snaps and tarballs into a channel of a store. The first release makes the store and its key.')
    .argument('<file...>', 'what bramble build made; the snap and the tarball of one build become one revision')
    .requiredOption('--channel <channel>', 'such as latest/candidate, 4.3/stable or 4.3/edge/fix-1')
    .action(async (files: string[], options: ReleaseOptions) => {
      const { runRelease } = await import('./run-release.ts');
      await runRelease(files, options);
    });
}
