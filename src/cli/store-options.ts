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

const storeHelp = 'folder or address of the store (default: BRAMBLE_STORE, otherwise the only one that was used here)';

/** Adds the options by which a store is named, and output is chosen. */
export function withStoreOptions(command: Command): Command {
  return withOutputOptions(command).option('--store <place>', storeHelp);
}

/** Adds the option by which an operator vouches for a store's key. */
export function withTrust(command: Command): Command {
  return command.option('--trust-key <fingerprint>', 'accept this key of the store in place of the pinned one');
}
