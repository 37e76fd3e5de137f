import { clusterNamePattern, clusterNameRule } from '../../../src/config/plain-words.ts';
import type { Method } from '../../../src/domain/cluster.ts';
import type { ComponentName } from '../../../src/domain/roles.ts';

/** What a person fills in for a new cluster. */
export interface ClusterForm {
  readonly name: string;
  readonly hosts: string;
  readonly components: readonly ComponentName[];
  /** '' leaves it to the server's ~/.ssh/config. */
  readonly user: string;
  readonly method: Method;
}

export const emptyForm: ClusterForm = { name: '', hosts: '', components: ['spark'], user: '', method: 'auto' };

/** What is missing or wrong, by field. */
export type Faults = { readonly [Field in keyof ClusterForm]?: string };

/** Judges what was filled in. The list of hosts is judged by the server, which knows its grammar. */
export function faultsIn({ name, hosts, components }: ClusterForm): Faults {
  return {
    ...(!clusterNamePattern.test(name) && { name: name === '' ? 'give it a name, such as red' : clusterNameRule }),
    ...(hosts.trim() === '' && { hosts: 'name at least one host, such as red,red[01-02]' }),
    ...(components.length === 0 && { components: 'choose Spark, Hadoop or both' }),
  };
}

/** The cluster file that says the same. */
export function asClusterFile({ name, hosts, components, user, method }: ClusterForm): object {
  return { name, hosts: hosts.trim(), components, ...(user.trim() !== '' && { user: user.trim() }), method };
}
