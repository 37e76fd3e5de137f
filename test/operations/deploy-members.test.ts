import { expect, it } from 'vitest';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { planMembers } from '../../src/operations/deploy-members.ts';
import { blankHost, installedSpark } from '../support/facts.ts';
import { FakeHost } from '../support/fake-host.ts';

const red = resolveCluster({ hosts: 'red,red01' });
const nowSeconds = Date.now() / 1000;

function ubuntuOn(name: string, address: string, change: Partial<HostFacts> = {}): HostFacts {
  const { machine, network } = blankHost();
  return blankHost({
    machine: { ...machine, id: name },
    network: { ...network, hostname: name, addresses: [{ device: 'eth0', address, prefix: 24 }] },
    clockSeconds: nowSeconds,
    snapdVersion: '2.68.3',
    ...change,
  });
}

it('gets what a new node lacks from the Snap Store where the cluster follows it, and refreshes no other node', async () => {
  const plan = await planned({ ...red, sources: { spark: { store: 'snapstore', channel: '4.2/stable', key: '' } } });
  const fromStore = plan.filter(({ action }) => action.kind === 'install-from-store');
  expect(fromStore).toEqual([
    { node: 'red01', action: expect.objectContaining({ component: 'spark', channel: '4.2/stable' }) },
  ]);
  expect(plan.filter(({ action }) => action.kind === 'upload')).toEqual([]);
});

async function planned(spec: ClusterSpec) {
  const facts = new Map<string, HostFacts>([
    ['red', ubuntuOn('red', '10.1.1.1', { installed: { spark: installedSpark({ packaging: 'snap' }) } })],
    ['red01', ubuntuOn('red01', '10.1.1.2')],
  ]);
  const hosts = new Map(['red', 'red01'].map((name) => [name, new FakeHost(name)]));
  const none = () => {};
  const reporter = { report: none, line: none, result: none, unwell: none, stop: none };
  const open = { hosts, reporter, signal: new AbortController().signal };
  const { deployment } = await planMembers({ spec, facts, what: 'bramble add red01' }, open);
  return deployment.stages.flatMap(({ nodes }) =>
    nodes.flatMap(({ node, actions }) => actions.map((action) => ({ node, action }))),
  );
}
