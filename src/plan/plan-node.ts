import type { Action } from '../domain/actions.ts';
import type { Artifact, PackagingName } from '../domain/artifact.ts';
import type { HostFacts, Installed } from '../domain/facts.ts';
import { keys } from '../domain/keys.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
import { type HostEntry, withHostsBlock } from './hosts-block.ts';

/** What one node should be, every field present. */
export interface DesiredNode {
  readonly name: string;
  readonly component: ComponentName;
  readonly packaging: PackagingName;
  readonly roles: readonly RoleName[];
  /** What is to be installed; undefined where what is there stays. */
  readonly artifact: Artifact | undefined;
  /** All keys the node should hold, `secret.id` among them. */
  readonly keys: Readonly<Record<string, string>>;
  readonly hosts: readonly HostEntry[];
  /** What bramble notes on the node, as JSON.stringify writes it. */
  readonly record: string;
}

type Planner = (desired: DesiredNode, facts: HostFacts) => Action[];

export interface Stage {
  readonly name: string;
  /** Whether nodes wait for those whose roles start before theirs; otherwise all work side by side. */
  readonly inRoleOrder: boolean;
  readonly plan: Planner;
}

/** The stages of a deployment in their order; facts are gathered anew between them. Adding one means adding a row. */
export const stages: readonly Stage[] = [
  { name: 'install', inRoleOrder: false, plan: planInstall },
  { name: 'configure', inRoleOrder: true, plan: planConfigure },
  { name: 'start', inRoleOrder: true, plan: planStart },
  { name: 'record', inRoleOrder: false, plan: planRecord },
];

function planInstall({ artifact, hosts, component }: DesiredNode, facts: HostFacts): Action[] {
  return [...planHosts(hosts, facts), ...planArtifact(artifact, facts.installed[component])];
}

function planHosts(entries: readonly HostEntry[], { network }: HostFacts): Action[] {
  const content = withHostsBlock(network.hostsFile, entries);
  return content === network.hostsFile
    ? []
    : [{ kind: 'write-hosts', content, because: 'the names of the cluster are not in /etc/hosts as they should be' }];
}

function planArtifact(artifact: Artifact | undefined, installed: Installed | undefined): Action[] {
  if (artifact === undefined || installed?.payloadId === artifact.payloadId) return [];
  const because =
    installed === undefined ? 'not installed' : `${installed.version} (${installed.revision}) has another payload`;
  return [
    { kind: 'upload', artifact, because },
    { kind: 'install', artifact, because },
  ];
}

function planConfigure(desired: DesiredNode, facts: HostFacts): Action[] {
  const installed = facts.installed[desired.component];
  if (installed === undefined) return [];
  return [...planSecret(desired, installed), ...planKeys(desired, installed)];
}

function planSecret({ component, packaging, keys: wanted }: DesiredNode, { secretId }: Installed): Action[] {
  if (secretId === wanted['secret.id']) return [];
  const because = secretId === '' ? 'the shared secret is missing' : 'it holds another secret';
  return [{ kind: 'write-secret', component, packaging, because }];
}

/** One transaction: what differs is set, what is no longer wanted is unset. */
function planKeys({ component, packaging, keys: wanted }: DesiredNode, installed: Installed): Action[] {
  const changed = Object.entries(wanted).filter(([name, value]) => keyOn(installed, name) !== value);
  const unwanted = Object.keys(installed.keys).filter(
    (name) => !(name in wanted) && keyOn(installed, name) !== defaultOf(name),
  );
  const values = Object.fromEntries([...changed, ...unwanted.map((name) => [name, ''] as const)]);
  const names = Object.keys(values);
  return names.length === 0
    ? []
    : [
        {
          kind: 'set-keys',
          component,
          packaging,
          values,
          because: names.length > 1 ? `${names.length} keys differ` : `${names[0]} differs`,
        },
      ];
}

function keyOn({ keys: current }: Installed, name: string): string {
  return current[name] ?? defaultOf(name);
}

function defaultOf(name: string): string {
  return keys.find((key) => key.name === name)?.default ?? '';
}

/** Roles are started by their key; this is for those that were stopped by hand or failed since. */
function planStart({ component, packaging, roles }: DesiredNode, facts: HostFacts): Action[] {
  const services = facts.installed[component]?.services ?? {};
  return roles.flatMap((role): Action[] => {
    const service = services[role];
    if (service === undefined || (service.enabled && isUp(service.active))) return [];
    const because = service.enabled ? `it is ${service.active}` : 'it is disabled';
    return [{ kind: 'start-role', component, packaging, role, because }];
  });
}

function isUp(active: string): boolean {
  return active === 'active' || active === 'activating' || active === 'reloading';
}

function planRecord({ record }: DesiredNode, facts: HostFacts): Action[] {
  if (facts.record !== undefined && JSON.stringify(facts.record) === record) return [];
  return [{ kind: 'write-record', content: record, because: 'the node notes what it is part of' }];
}
