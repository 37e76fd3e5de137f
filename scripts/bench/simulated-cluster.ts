import { type Deployment, foreseeStages } from '../../src/deploy/plan-deployment.ts';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { decideCluster } from '../../src/plan/decide-cluster.ts';
import { desireNodes } from '../../src/plan/desired-cluster.ts';
import { chooseAll, type WantedPart } from '../../src/plan/needs.ts';
import { blankHost, sparkArtifact } from '../../test/support/facts.ts';

/** A cluster of blank Pis, as it would be wanted and as a probe would find it. */
export interface SimulatedCluster {
  readonly spec: ClusterSpec;
  readonly facts: ReadonlyMap<string, HostFacts>;
}

/** So many Pi 4 with Raspberry Pi OS in one network, the first of them the master. */
export function simulateCluster(count: number): SimulatedCluster {
  const names = Array.from({ length: count }, (_, index) => `red${String(index).padStart(4, '0')}`);
  const nodes = names.map((name, index): ClusterSpec['nodes'][number] => ({
    target: { name, address: name },
    roles: index === 0 ? ['master', 'history-server'] : ['worker'],
    method: 'auto',
    settings: {},
  }));
  return {
    spec: { name: 'red', nodes },
    facts: new Map(names.map((name, index) => [name, simulateHost(name, index)])),
  };
}

function simulateHost(name: string, index: number): HostFacts {
  const blank = blankHost();
  const address = `10.1.${Math.floor(index / 200)}.${1 + (index % 200)}`;
  return {
    ...blank,
    machine: { ...blank.machine, id: `machine-${index}` },
    network: {
      ...blank.network,
      hostname: name,
      addresses: [{ device: 'eth0', address, prefix: 16 }],
      hostsFile: `127.0.0.1 localhost\n127.0.1.1 ${name}\n`,
    },
  };
}

/** Where Spark comes from, and what its nodes are to have. */
interface Supply {
  readonly artifact: Artifact;
  readonly wanted: WantedPart;
}

const builtHere: Supply = { artifact: sparkArtifact(), wanted: { recipe: 'recipe-2' } };

/** All that is decided before anything is done: packaging, sizes, addresses, obstacles, and each stage's actions. */
export function planFor({ spec, facts }: SimulatedCluster, supply = builtHere): Deployment['stages'] {
  const choices = chooseAll(spec, facts);
  const artifacts = [supply.artifact];
  const nowSeconds = blankHost().clockSeconds;
  const wanted = { hadoop: { recipe: 'recipe-2' }, spark: supply.wanted };
  const decision = decideCluster({ spec, facts, choices, artifacts, wanted, newHdfsId: 'red-1', nowSeconds });
  const [problem] = decision.problems.values();
  if (problem !== undefined) throw new Error(`a simulated host is refused: ${problem[0]?.what}`);
  const wide = { cluster: spec, hosts: decision.hosts, hdfs: decision.hdfs, secretId: 'new' };
  return foreseeStages(desireNodes(decision.nodes, wide), facts);
}
