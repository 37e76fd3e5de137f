import type { Command } from 'commander';
import { withOutputOptions } from './cluster-options.ts';

/** Options of every command that works on a store. */
export interface StoreOptions {
  readonly store?: string;
  readonly trustKey?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const storeHelp = 'folder or address of the store (default: BRAMBLE_STORE, else the only one that was used here)';

/** Adds the options by which a store is named, and output is chosen. */
export function withStoreOptions(command: Command): Command {
  return withOutputOptions(command).option('--store <place>', storeHelp);
}

/** Adds the options by which a cluster is told where its components come from. */
export function withSource(command: Command): Command {
  return withTrust(
    command
      .option('--channel <channel>', 'take what this channel of a store holds, such as 4.3/stable, and follow it')
      .option('--no-channel', 'take what this bramble builds, in place of a channel that was followed')
      .option(
        '--store <place>',
        'folder or address of the store (default: the one that is followed, else BRAMBLE_STORE)',
      ),
  );
}

/** Adds the option by which an operator vouches for a store's key. */
export function withTrust(command: Command): Command {
  return command.option(
    '--trust-key <fingerprint>',
    'accept the store’s key if it is this one, in place of the pinned one',
  );
}
