import { type RoleName, roleNames } from '../domain/roles.ts';
import type { ClusterFile } from './cluster-file.ts';
import { type ClusterHost, findHost } from './cluster-hosts.ts';

/** Up to this many hosts, the master's host works too: of three Pis, a third must not stand idle. */
const largestClusterWorkingOnMaster = 3;

/** The host of the master: the one that is named, else the one whose roles say so, else the first. */
export function findMaster(file: ClusterFile, hosts: readonly ClusterHost[]): ClusterHost | undefined {
  if (file.master !== undefined) return findHost(hosts, file.master);
  return hosts.find(({ entry }) => entry.roles?.includes('master')) ?? hosts[0];
}

/** The daemons of each host, in the order of the hosts. An entry with roles of its own gets exactly those. */
export function placeRoles(file: ClusterFile, hosts: readonly ClusterHost[]): RoleName[][] {
  const belongs = placementOf(file, hosts);
  return hosts.map((host) => roleNames.filter((role) => host.entry.roles?.includes(role) ?? belongs[role](host)));
}

/** Where each daemon goes by itself. A new role is a new row. */
function placementOf(
  file: ClusterFile,
  hosts: readonly ClusterHost[],
): Readonly<Record<RoleName, (host: ClusterHost) => boolean>> {
  const master = findMaster(file, hosts);
  const worksOnMaster = file['workers-on-master'] ?? hosts.length <= largestClusterWorkingOnMaster;
  const isHistoryElsewhere = hosts.some(({ entry }) => entry.roles?.includes('history-server'));
  const historyHost = findPlaced(file['history-server'] ?? !isHistoryElsewhere, hosts, master);
  const connectHost = findPlaced(file.connect, hosts, master);
  return {
    master: (host) => host === master,
    worker: (host) => host !== master || worksOnMaster,
    'history-server': (host) => host === historyHost,
    connect: (host) => host === connectHost,
  };
}

/** By its own word in the file, such as `connect: red01`. */
function findPlaced(
  placement: boolean | string | undefined,
  hosts: readonly ClusterHost[],
  master: ClusterHost | undefined,
): ClusterHost | undefined {
  if (typeof placement === 'string') return findHost(hosts, placement);
  return placement === true ? master : undefined;
}
