import { type ComponentName, componentOf, type RoleName, roleNames } from '../domain/roles.ts';
import type { ClusterFile } from './cluster-file.ts';
import { type ClusterHost, findHost } from './cluster-hosts.ts';

/** Up to this many hosts, the master's host works too: of three Pis, a third must not stand idle. */
const largestClusterWorkingOnMaster = 3;

/** What is deployed: what the file or the command line says, else what the roles of its hosts belong to, else Spark. */
export function wantedComponents({ components }: ClusterFile, hosts: readonly ClusterHost[]): ComponentName[] {
  if (components !== undefined) return components;
  const named = new Set(hosts.flatMap(({ entry }) => entry.roles ?? []).map(componentOf));
  return named.size === 0 ? ['spark'] : [...named];
}

/** The host that leads: the one that is named, else the one whose roles say so, else the first. */
export function findMaster(file: ClusterFile, hosts: readonly ClusterHost[]): ClusterHost | undefined {
  if (file.master !== undefined) return findHost(hosts, file.master);
  return withOwnRole('master', hosts) ?? withOwnRole('namenode', hosts) ?? hosts[0];
}

function withOwnRole(role: RoleName, hosts: readonly ClusterHost[]): ClusterHost | undefined {
  return hosts.find(({ entry }) => entry.roles?.includes(role));
}

/** The daemons of each host, in the order of the hosts. An entry with roles of its own gets exactly those. */
export function placeRoles(file: ClusterFile, hosts: readonly ClusterHost[]): RoleName[][] {
  const wanted = wantedComponents(file, hosts);
  const belongs = placementOf(file, hosts);
  const isPlaced = (role: RoleName, host: ClusterHost) => host.entry.roles?.includes(role) ?? belongs[role](host);
  return hosts.map((host) => roleNames.filter((role) => wanted.includes(componentOf(role)) && isPlaced(role, host)));
}

type Belongs = Readonly<Record<RoleName, (host: ClusterHost) => boolean>>;

/** Where each daemon goes by itself. A new role is a new row. */
function placementOf(file: ClusterFile, hosts: readonly ClusterHost[]): Belongs {
  const master = findMaster(file, hosts);
  const namenode = findLeader('namenode', { file, hosts, master });
  const resourcemanager = findLeader('resourcemanager', { file, hosts, master });
  const only = (chosen: ClusterHost | undefined) => (host: ClusterHost) => host === chosen;
  const placed = (role: PlacedRole, beside: ClusterHost | undefined, byDefault = true) =>
    only(findPlaced(file[role] ?? (byDefault && withOwnRole(role, hosts) === undefined), hosts, beside));
  const worksOnMaster = file['workers-on-master'] ?? hosts.length <= largestClusterWorkingOnMaster;
  const works = (leader: ClusterHost | undefined) => (host: ClusterHost) => host !== leader || worksOnMaster;
  return {
    namenode: only(namenode),
    secondarynamenode: placed('secondarynamenode', hostBeside(namenode, hosts)),
    datanode: works(namenode),
    resourcemanager: only(resourcemanager),
    nodemanager: works(resourcemanager),
    historyserver: placed('historyserver', resourcemanager),
    master: only(master),
    worker: works(master),
    'history-server': placed('history-server', master),
    connect: placed('connect', master, false),
  };
}

type PlacedRole = 'secondarynamenode' | 'historyserver' | 'history-server' | 'connect';

interface Leading {
  readonly file: ClusterFile;
  readonly hosts: readonly ClusterHost[];
  readonly master: ClusterHost | undefined;
}

/** By its own word in the file, else by the roles of a host, else with the master. */
function findLeader(role: 'namenode' | 'resourcemanager', { file, hosts, master }: Leading): ClusterHost | undefined {
  const written = file[role];
  return written === undefined ? (withOwnRole(role, hosts) ?? master) : findHost(hosts, written);
}

/** A second copy of the metadata belongs on another machine; one host alone has none. */
function hostBeside(namenode: ClusterHost | undefined, hosts: readonly ClusterHost[]): ClusterHost | undefined {
  return hosts.find((host) => host !== namenode && host.entry.roles === undefined);
}

/** By its own word in the file, such as `connect: red01`. */
function findPlaced(
  placement: boolean | string,
  hosts: readonly ClusterHost[],
  beside: ClusterHost | undefined,
): ClusterHost | undefined {
  if (typeof placement === 'string') return findHost(hosts, placement);
  return placement ? beside : undefined;
}
