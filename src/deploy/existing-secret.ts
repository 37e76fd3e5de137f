import type { PackagingName } from '../domain/artifact.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { componentNames, components } from '../domain/components.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Host } from '../host/host.ts';

/** Where a cluster's secret can be read, and its public name. */
export interface HeldSecret {
  readonly host: Host;
  readonly component: ComponentName;
  readonly id: string;
  readonly packaging: PackagingName;
}

interface Searched {
  readonly spec: ClusterSpec;
  readonly hosts: ReadonlyMap<string, Host>;
}

/** The master's secret, else that of the first node that has one. */
export function existingSecret(
  { spec, hosts }: Searched,
  facts: ReadonlyMap<string, HostFacts>,
): HeldSecret | undefined {
  const mastersFirst = spec.nodes.toSorted(
    (a, b) => Number(b.roles.includes('master')) - Number(a.roles.includes('master')),
  );
  const keepers = componentNames.filter((name) => components[name].hasSecret);
  const held = mastersFirst.flatMap(({ target }) => {
    const host = hosts.get(target.name);
    return host === undefined ? [] : keepers.flatMap((one) => secretOn(host, one, facts.get(target.name)));
  });
  return held[0];
}

function secretOn(host: Host, component: ComponentName, facts: HostFacts | undefined): HeldSecret[] {
  const { secretId: id = '', packaging } = facts?.installed[component] ?? {};
  return id === '' || packaging === undefined ? [] : [{ host, component, id, packaging }];
}
