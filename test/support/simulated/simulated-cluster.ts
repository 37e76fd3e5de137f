import { resolveCluster } from '../../../src/config/resolve-cluster.ts';
import { applyDeployment } from '../../../src/deploy/apply-deployment.ts';
import { planDeployment } from '../../../src/deploy/plan-deployment.ts';
import { type ClusterSpec, clusterComponents } from '../../../src/domain/cluster.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { NodeRecord } from '../../../src/domain/facts.ts';
import { findKey } from '../../../src/domain/keys.ts';
import { type ComponentName, componentOf, type RoleName, roleNames, roles } from '../../../src/domain/roles.ts';
import { recordPath } from '../../../src/facts/record.ts';
import type { Reporter } from '../../../src/operations/operation.ts';
import type { OpenCluster } from '../../../src/operations/with-session.ts';
import { parseHostsFile } from '../../../src/plan/hosts-file.ts';
import type { UpgradeRequest } from '../../../src/upgrade/plan-upgrade.ts';
import { hostsFile, markFile, rollbackImage } from './paths.ts';
import { artifactOf, type Payload, pathsOf, sourcesOf, wantedOf } from './payloads.ts';
import { SimulatedPi } from './simulated-pi.ts';

/** Pis with tarballs and daemons that answer, on which deployed components go from revision to revision. */
export class SimulatedCluster {
  readonly spec: ClusterSpec;
  readonly pis: readonly SimulatedPi[];
  readonly events: Event[] = [];
  readonly snapdWork = new Map<string, string>();
  shortBlocks = 0;
  /** How far HDFS comes with DataNodes that are to go into maintenance. */
  maintenance: 'In Maintenance' | 'Entering Maintenance' = 'In Maintenance';
  applications: readonly object[] = [];
  readonly #payloads = new Map<string, Payload>();

  private constructor(components: readonly ComponentName[], hosts: string) {
    this.spec = resolveCluster({ components, hosts });
    this.pis = this.spec.nodes.map(({ target: { name } }, at) => new SimulatedPi(name, `10.1.1.${at + 1}`, this));
  }

  /** Blank Pis on which bramble has deployed the first payload. */
  static async deployed(
    components: readonly ComponentName[],
    { hosts = 'red,red[01-02]', payload = firstPayload }: { readonly hosts?: string; readonly payload?: Payload } = {},
  ): Promise<SimulatedCluster> {
    const cluster = new SimulatedCluster(components, hosts);
    const request = { ...cluster.request(cluster.offer(payload)), newHdfsId: 'red-1' };
    await applyDeployment(request, await planDeployment(request), cluster.report);
    cluster.events.length = 0;
    for (const { ran } of cluster.pis) ran.length = 0;
    return cluster;
  }

  get leader(): SimulatedPi {
    return this.pi(this.spec.nodes[0]?.target.name ?? '');
  }

  pi(name: string): SimulatedPi {
    const found = this.pis.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }

  planned(role: RoleName): string[] {
    return this.spec.nodes.filter(({ roles: own }) => own.includes(role)).map(({ target }) => target.name);
  }

  /** Pis on which a daemon works. */
  with(role: RoleName): SimulatedPi[] {
    return this.planned(role)
      .map((name) => this.pi(name))
      .filter((pi) => pi.works(role));
  }

  roleAt(port: number): RoleName | undefined {
    return roleNames.find((role) => Number(findKey(componentOf(role), roles[role].portKey)?.default) === port);
  }

  /** Makes a payload that an upgrade can bring. */
  offer(payload: Payload): Payload {
    this.#payloads.set(payload.payloadId, payload);
    return payload;
  }

  isBroken(payloadId: string, role: RoleName): boolean {
    return this.#payloads.get(payloadId)?.breaks?.includes(role) ?? false;
  }

  artifactAt(path: string): Payload {
    const found = [...this.#payloads.values()].find((one) => pathsOf(one).includes(path));
    if (found === undefined) throw new Error(`nothing is staged at ${path}`);
    return found;
  }

  /** An upgrade of components to a payload that a channel holds; it waits for nothing. */
  request(payload: Payload, change: Partial<UpgradeRequest> = {}): UpgradeRequest {
    const components = change.components ?? clusterComponents(this.spec);
    const wanted = (name: ComponentName) =>
      components.includes(name) ? wantedOf(name, payload) : ({ asInstalled: true } as const);
    return {
      spec: { ...this.spec, ...sourcesOf(components, payload) },
      hosts: new Map(this.pis.map((pi) => [pi.name, pi])),
      components,
      provide: async (needs) => needs.map(({ component }) => artifactOf(component, payload)),
      wanted: { hadoop: wanted('hadoop'), spark: wanted('spark') },
      newHdfsId: '',
      nowSeconds: Date.now() / 1000,
      holder: { who: 'ada@desk', what: 'bramble upgrade', since: '2026-11-23T10:00:00.000Z' },
      size: { count: 1 },
      soakSeconds: 0,
      drainSeconds: 0,
      settleSeconds: 0,
      returnSeconds: 0,
      dryRun: false,
      onFailure: 'revert',
      ...change,
    };
  }

  /** The cluster as an operation works with it; whoever is asked gives this answer. */
  open(reporter: Partial<Reporter> = {}, answer = false): OpenCluster {
    const none = () => {};
    const { hosts } = this.request(firstPayload);
    return {
      spec: this.spec,
      hosts,
      failures: new Map(),
      close: async () => {},
      signal: new AbortController().signal,
      reach: { identityFiles: [], knownHosts: '' },
      confirm: async () => answer,
      reporter: { report: this.report, result: none, line: none, unwell: none, stop: none, ...reporter },
    };
  }

  /** What a test does when something is reported. */
  onEvent: (event: Event) => void = () => {};

  readonly report = (event: Event): void => {
    this.events.push(event);
    this.onEvent(event);
  };

  /** What a component is on each Pi, such as `red 2.0.0 (x2)`. */
  whatRuns(component: ComponentName): string[] {
    return this.pis.flatMap(({ name, installed }) => {
      const running = installed.get(component)?.running;
      return running === undefined ? [] : [`${name} ${running.version} (${running.revision})`];
    });
  }

  /** What was reported of a stage in one state. */
  told(stage: string, state: Event['state']): string[] {
    return this.events.filter((event) => event.stage === stage && event.state === state).map(({ text }) => text);
  }

  /** What each Pi notes of itself. */
  get notes(): NodeRecord[] {
    return this.pis.map((pi) => JSON.parse(pi.read(recordPath)) as NodeRecord); // written by bramble
  }

  /** Channel, revision and payload of a component, as each Pi notes them. */
  noted(component: ComponentName): string[] {
    return this.notes.map(({ components }) => {
      const { channel, revision, payloadId } = components[component] ?? {};
      return `${channel} ${revision} ${payloadId}`;
    });
  }

  /** DataNodes of which the NameNode's list says so. */
  inMaintenance(): string[] {
    return parseHostsFile(this.leader.read(hostsFile)).map(({ hostName }) => hostName);
  }

  finalizeHdfs(): void {
    for (const path of [rollbackImage, markFile]) this.leader.files.delete(path);
  }

  /** Whether HDFS is in the middle of an upgrade, and which copies of its metadata lie aside. */
  hdfsUpgrade(): { readonly isOpen: boolean; readonly saved: readonly string[] } {
    const paths = [...this.leader.files.keys()];
    const saved = paths.filter((path) => path.startsWith('saved/')).map((path) => path.replace('saved/', ''));
    return { isOpen: paths.includes(rollbackImage), saved };
  }
}

/** What a cluster begins with unless told otherwise. */
export const firstPayload: Payload = {
  version: '1.0.0',
  payloadId: 'first',
  release: { channel: 'latest/stable', revision: 1 },
};
