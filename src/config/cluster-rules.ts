import { componentOf, type RoleName } from '../domain/roles.ts';
import type { ClusterFile } from './cluster-file.ts';
import { type ClusterHost, expandHosts, findHost, notAmong } from './cluster-hosts.ts';
import { findClashes } from './distinct-targets.ts';
import { placeRoles, wantedComponents } from './place-roles.ts';
import { clusterNamePattern, clusterNameRule, userPattern } from './plain-words.ts';
import type { Problem } from './problem.ts';

type Rule = (file: ClusterFile, hosts: readonly ClusterHost[]) => Problem[];

/** What must hold between the parts of a cluster file. A new rule is a new row. */
const rules: readonly Rule[] = [
  wordsArePlain,
  hostsAreDistinct,
  namedHostsExist,
  placementsAgree,
  oneOfEach,
  someOfEach,
  replicationFits,
];

/** Everything that is wrong with a cluster whose form is right. */
export function clusterProblems(file: ClusterFile): Problem[] {
  const { hosts, problems } = expandHosts(file);
  return problems.length > 0 ? [...problems] : rules.flatMap((rule) => rule(file, hosts));
}

/** Of a file its schema has said so already; flags come here only. */
function wordsArePlain({ name, user, port = 22 }: ClusterFile): Problem[] {
  const isNamed = name === undefined || clusterNamePattern.test(name);
  const isUser = user === undefined || userPattern.test(user);
  const isPort = Number.isInteger(port) && port > 0 && port < 65536;
  return [
    ...(isNamed ? [] : [{ path: ['name'], message: `"${name}" ${clusterNameRule}` }]),
    ...(isUser ? [] : [{ path: ['user'], message: `"${user}" is not a user name` }]),
    ...(isPort ? [] : [{ path: ['port'], message: `${port} is not a port from 1 to 65535` }]),
  ];
}

function hostsAreDistinct(_: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  return findClashes(hosts.map(({ target }) => target)).flatMap(({ first, second, why }) => {
    const [one, other] = [hosts[first], hosts[second]];
    if (one === undefined || other === undefined) return [];
    const words = why === 'same-host' ? 'is the same machine as' : 'goes by the same name as';
    const twin = one.target.name === other.target.name ? 'an earlier one' : one.target.name;
    return [{ path: other.path, message: `${other.target.name} ${words} ${twin}` }];
  });
}

/** Words of the file that name a host, each after the role that it places. */
const placements = [
  'master',
  'namenode',
  'secondarynamenode',
  'resourcemanager',
  'historyserver',
  'history-server',
  'connect',
] as const satisfies readonly (RoleName & keyof ClusterFile)[];

function namedHostsExist(file: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  return placements.flatMap((word) => {
    const written = file[word];
    if (typeof written !== 'string' || findHost(hosts, written) !== undefined) return [];
    return [{ path: [word], message: notAmong(hosts, written) }];
  });
}

function placementsAgree(file: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  const wanted = wantedComponents(file, hosts);
  return placements.flatMap((word) => {
    if (!wanted.includes(componentOf(word))) return [];
    const written = file[word];
    const roles = typeof written === 'string' ? findHost(hosts, written)?.entry.roles : undefined;
    if (roles === undefined || roles.includes(word)) return [];
    return [{ path: [word], message: `the roles of "${written}" are ${roles.join(', ')}, without ${word}` }];
  });
}

/** Roles that a cluster has exactly once, and what their host is called. */
const single: readonly (readonly [RoleName & keyof ClusterFile, string])[] = [
  ['master', 'the master'],
  ['namenode', 'the NameNode'],
  ['resourcemanager', 'the ResourceManager'],
];

function oneOfEach(file: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  return wantedRows(single, file, hosts).flatMap(([role, title]): Problem[] => {
    const found = hostsWith(role, file, hosts);
    if (found.length === 1) return [];
    if (found.length === 0 && file[role] !== undefined) return []; // another rule says why
    const names = found.map(({ target }) => target.name).join(' and ');
    return [{ path: ['hosts'], message: names === '' ? `no host is ${title}` : `${names} cannot both be ${title}` }];
  });
}

/** Roles without which a cluster does nothing. */
const needed: readonly (readonly [RoleName, string])[] = [
  ['worker', 'no host would work; a single host needs workers-on-master'],
  ['datanode', 'no host would hold data; a single host needs workers-on-master'],
  ['nodemanager', 'no host would run containers; a single host needs workers-on-master'],
];

function someOfEach(file: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  return wantedRows(needed, file, hosts).flatMap(([role, message]) =>
    hostsWith(role, file, hosts).length > 0 ? [] : [{ path: ['hosts'], message }],
  );
}

/** A file with more copies than there are DataNodes would never be whole. */
function replicationFits(file: ClusterFile, hosts: readonly ClusterHost[]): Problem[] {
  const dataNodes = hostsWith('datanode', file, hosts).length;
  const wanted = [file.settings, ...hosts.map(({ entry }) => entry.settings)].map((one) => one?.['hdfs.replication']);
  const most = Math.max(0, ...wanted.map((one) => Number(one ?? 0)));
  if (dataNodes === 0 || most <= dataNodes) return [];
  const nodes = dataNodes === 1 ? 'one DataNode' : `${dataNodes} DataNodes`;
  return [{ path: ['settings', 'hdfs.replication'], message: `${most} copies of a block have no place on ${nodes}` }];
}

function wantedRows<Row extends readonly [RoleName, string]>(
  rows: readonly Row[],
  file: ClusterFile,
  hosts: readonly ClusterHost[],
): Row[] {
  const wanted = wantedComponents(file, hosts);
  return rows.filter(([role]) => wanted.includes(componentOf(role)));
}

function hostsWith(role: RoleName, file: ClusterFile, hosts: readonly ClusterHost[]): ClusterHost[] {
  const placed = placeRoles(file, hosts);
  return hosts.filter((_, index) => placed[index]?.includes(role));
}
