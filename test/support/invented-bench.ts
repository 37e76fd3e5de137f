import type { Bench } from '../../src/bench/bench.ts';
import { sizesFor } from '../../src/bench/scale.ts';
import type { Installed } from '../../src/domain/facts.ts';
import type { ComponentName, RoleName } from '../../src/domain/roles.ts';
import type { Host } from '../../src/host/host.ts';
import { packagings } from '../../src/packaging/packagings.ts';
import { blankHost } from './facts.ts';
import { FakeHost } from './fake-host.ts';

/** A node of a cluster that is measured. */
export interface InventedNode {
  readonly roles: readonly RoleName[];
  /** Settings of the components on it. */
  readonly keys?: Partial<Record<ComponentName, Readonly<Record<string, string>>>>;
  readonly freeMb?: number;
  readonly host?: Host;
}

/** A cluster that is measured, with everything installed from tarballs on nodes that answer nothing unless given. */
export function inventBench(nodes: Readonly<Record<string, InventedNode>>, change: Partial<Bench> = {}): Bench {
  const all = Object.entries(nodes);
  return {
    members: {
      spec: {
        name: 'red',
        nodes: all.map(([name, { roles }]) => ({
          target: { name, address: name },
          roles: [...roles],
          method: 'auto',
          settings: {},
        })),
      },
      hosts: new Map(all.map(([name, { host = new FakeHost(name) }]) => [name, host])),
      facts: new Map(all.map(([name, node]) => [name, factsOf(node)])),
    },
    sizes: sizesFor(2 ** 20),
    workers: [1],
    id: 'ab12',
    jobTimeoutMs: 1000,
    signal: new AbortController().signal,
    report: () => {},
    ...change,
  };
}

/** A host whose commands are answered by a function. */
export function hostThat(run: Host['run'], name = 'red'): Host {
  return Object.assign(new FakeHost(name), { run });
}

function factsOf({ keys = {}, freeMb = 20_000 }: InventedNode) {
  const installed = (own: Readonly<Record<string, string>> = {}): Installed => ({
    packaging: packagings.tarball.name,
    revision: 'x1',
    version: '1',
    payloadId: 'p',
    recipe: undefined,
    confinement: 'none',
    plugs: [],
    keys: own,
    secretId: '',
    services: {},
  });
  return blankHost({
    freeMb: { '/var': freeMb },
    installed: { spark: installed(keys.spark), hadoop: installed(keys.hadoop) },
  });
}
