import { createServer } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import type { RoleName } from '../../../src/domain/roles.ts';
import { isInMaintenance } from '../../../src/facts/hdfs-state.ts';
import { parseHostsFile } from '../../../src/plan/hosts-file.ts';
import { excludeFile, hostsFile } from './paths.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';

/** A connection on which a daemon answers every page with this JSON. */
export function openPage(answer: () => unknown): Duplex {
  const [near, far] = duplexPair();
  const server = createServer((_request, response) => {
    response.writeHead(200).end(JSON.stringify(answer()));
  });
  server.emit('connection', far);
  return near;
}

/** What each daemon says on its page, as far as anybody here reads it. */
export const pages: Readonly<Partial<Record<RoleName, (cluster: SimulatedCluster) => unknown>>> = {
  namenode: nameNodePage,
  resourcemanager: managersPage,
  nodemanager: () => ({ nodeInfo: { nodeHealthy: true } }),
  datanode: () => ({ beans: [] }),
  master: (cluster) => ({
    status: 'ALIVE',
    activeapps: cluster.applications,
    workers: cluster.with('worker').map(({ address }) => ({ host: address, state: 'ALIVE' })),
  }),
  worker: () => ({ executors: [] }),
};

/** WebHDFS answers there too: every file has one block with two copies, and one more. */
function nameNodePage(cluster: SimulatedCluster): unknown {
  const living = cluster.with('datanode').map(({ name }) => name);
  const dead = cluster.planned('datanode').filter((name) => !living.includes(name));
  const said = parseHostsFile(cluster.leader.read(hostsFile));
  const stateOf = (name: string) =>
    said.some(({ hostName, adminState }) => hostName === name && adminState === 'IN_MAINTENANCE')
      ? cluster.maintenance
      : 'In Service';
  const list = (names: readonly string[]) =>
    JSON.stringify(
      Object.fromEntries(names.map((name) => [`${name}:9866`, { adminState: stateOf(name), used: 1, remaining: 99 }])),
    );
  const bean = (name: string, values: object) => ({ name: `Hadoop:service=NameNode,name=${name}`, ...values });
  const copies = Math.min(3, cluster.planned('datanode').length);
  const isMissed = (name: string) => !isInMaintenance({ adminState: stateOf(name) } as never);
  return {
    beans: [
      bean('NameNodeInfo', { Safemode: '', LiveNodes: list(living), DeadNodes: list(dead) }),
      bean('NameNodeStatus', { State: 'active' }),
      bean('FSNamesystemState', { NumDeadDataNodes: dead.length, NumStaleDataNodes: 0 }),
      bean('FSNamesystem', {
        MissingBlocks: 0,
        CorruptBlocks: 0,
        UnderReplicatedBlocks: cluster.shortBlocks + dead.filter(isMissed).length,
        PendingReplicationBlocks: 0,
        CapacityTotal: 100,
        CapacityUsed: 1,
      }),
    ],
    BlockLocations: { BlockLocation: [1, 2].map(() => ({ hosts: living.slice(0, copies) })) },
  };
}

function managersPage(cluster: SimulatedCluster): unknown {
  const excluded = cluster.leader.read(excludeFile).split('\n');
  const rows = cluster.with('nodemanager').map(({ name, installed }) => ({
    nodeHostName: name,
    state: excluded.includes(name) ? 'DECOMMISSIONED' : 'RUNNING',
    numContainers: 0,
    usedMemoryMB: 0,
    availMemoryMB: Number(installed.get('hadoop')?.running.keys['yarn.memory-mb']),
  }));
  return { nodes: { node: rows } };
}
