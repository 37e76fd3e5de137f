import type { Target } from '../domain/target.ts';
import { BrambleError } from '../errors.ts';
import type { ClusterFile, HostEntry } from './cluster-file.ts';
import { didYouMean } from './did-you-mean.ts';
import { expandHostlistFully } from './hostlist.ts';
import type { Path, Problem } from './problem.ts';
import { parseTarget, shortName } from './target.ts';

/** One host of a cluster file, its list expanded. */
export interface ClusterHost {
  readonly target: Target;
  readonly entry: HostEntry;
  /** Where the file names it. */
  readonly path: Path;
}

export interface ClusterHosts {
  readonly hosts: readonly ClusterHost[];
  readonly problems: readonly Problem[];
}

/** Every host that the entries of a cluster file stand for, and what is wrong with those that stand for none. */
export function expandHosts(file: ClusterFile): ClusterHosts {
  const results = file.hosts.map((entry, index) => expandEntry(file, entry, ['hosts', index]));
  return { hosts: results.flatMap(({ hosts }) => hosts), problems: results.flatMap(({ problems }) => problems) };
}

function expandEntry(file: ClusterFile, entry: HostEntry, path: Path): ClusterHosts {
  try {
    const named = expandHostlistFully(entry.name).map(parseTarget);
    const targets = named.map((target) => ({ ...defaultsOf(file), ...target, ...detailsOf(entry, target.name) }));
    return { hosts: targets.map((target) => ({ target, entry, path })), problems: shared(entry, targets.length, path) };
  } catch (error) {
    if (!(error instanceof BrambleError)) throw error;
    return { hosts: [], problems: [{ path, message: `${error.message}; ${error.hint}` }] };
  }
}

function defaultsOf({ user, port }: ClusterFile): Partial<Target> {
  return { ...(user !== undefined && { user }), ...(port !== undefined && { port }) };
}

function detailsOf({ address, user, port }: HostEntry, name: string): Partial<Target> {
  const details = { ...(user !== undefined && { user }), ...(port !== undefined && { port }) };
  return address === undefined ? details : { ...details, address: address.replaceAll(/[[\]]/g, ''), name };
}

function shared(entry: HostEntry, count: number, path: Path): Problem[] {
  const message = 'one address cannot be that of several hosts';
  const addresses = (['address', 'cluster-address'] as const).filter((word) => entry[word] !== undefined);
  return count === 1 ? [] : addresses.map((word) => ({ path: [...path, word], message }));
}

/** The host that is meant by `red`, `red.local` or its address. */
export function findHost(hosts: readonly ClusterHost[], written: string): ClusterHost | undefined {
  const word = written.toLowerCase().replaceAll(/[[\]]/g, '');
  return hosts.find(({ target }) => [target.name, target.address].includes(word) || target.name === shortName(word));
}

/** The words for a host that is none of the cluster's. */
export function notAmong(hosts: readonly ClusterHost[], written: string): string {
  const names = hosts.map(({ target }) => target.name);
  const listed = names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ');
  return `"${written}" is not among the hosts ${listed}${didYouMean(written, names)}`;
}
