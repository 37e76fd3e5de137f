import type { Action } from '../domain/actions.ts';
import type { Artifact, PackagingName } from '../domain/artifact.ts';
import { components } from '../domain/components.ts';
import type { HostFacts, Installed, ServiceFacts } from '../domain/facts.ts';
import { findKey } from '../domain/keys.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
import { mediaPlug, needsMedia } from './data-folders.ts';
import { type HostEntry, withHostsBlock } from './hosts-block.ts';

/** What one component on a node should be, every field present. */
export interface DesiredPart {
  readonly component: ComponentName;
  readonly packaging: PackagingName;
  readonly roles: readonly RoleName[];
  /** What is to be installed; undefined where what is there stays. */
  readonly artifact: Artifact | undefined;
  /** Channel of the Snap Store that snapd is to bring the node to now. */
  readonly snapChannel?: string;
  /** All keys the node should hold, `secret.id` among them where the component has one. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What one node should be. */
export interface DesiredNode {
  readonly name: string;
  readonly roles: readonly RoleName[];
  readonly parts: readonly DesiredPart[];
  readonly hosts: readonly HostEntry[];
  /** What bramble notes on the node, as JSON.stringify writes it. */
  readonly record: string;
}

type Planner = (desired: DesiredNode, facts: HostFacts) => Action[];

export interface Stage {
  readonly name: string;
  /** Whether nodes wait for those whose roles start before theirs; otherwise all work side by side. */
  readonly inRoleOrder: boolean;
  /** Whether what it sends is passed on from node to node. */
  readonly isPassedOn?: true;
  readonly plan: Planner;
}

/** The stages of a deployment in their order; facts are gathered anew between them. Adding one means adding a row. */
export const stages: readonly Stage[] = [
  { name: 'distribute', inRoleOrder: false, isPassedOn: true, plan: planDistribute },
  { name: 'install', inRoleOrder: false, plan: planInstall },
  { name: 'configure', inRoleOrder: true, plan: planConfigure },
  { name: 'start', inRoleOrder: true, plan: planStart },
  { name: 'record', inRoleOrder: false, plan: planRecord },
];

/** What a stage would do now, node by node. */
export function planStage(
  stage: Stage,
  desired: readonly DesiredNode[],
  facts: ReadonlyMap<string, HostFacts>,
): Map<string, readonly Action[]> {
  return new Map(
    desired.map((node) => {
      const seen = facts.get(node.name);
      return [node.name, seen === undefined ? [] : stage.plan(node, seen)];
    }),
  );
}

/** Where an artifact is staged already, sending it finds that out. */
function planDistribute({ parts }: DesiredNode, facts: HostFacts): Action[] {
  return missingArtifacts(parts, facts).map((missing) => ({ kind: 'upload', ...missing }));
}

function planInstall({ parts, hosts }: DesiredNode, facts: HostFacts): Action[] {
  const artifacts = missingArtifacts(parts, facts).map((missing): Action => ({ kind: 'install', ...missing }));
  return [...planHosts(hosts, facts), ...artifacts, ...parts.flatMap((part) => planSnapStore(part, facts))];
}

/** Only the Snap Store knows whether it has anything newer. */
function planSnapStore({ component, snapChannel: channel }: DesiredPart, { installed }: HostFacts): Action[] {
  if (channel === undefined) return [];
  const found = installed[component];
  const because =
    found === undefined ? 'not installed' : `${found.version} (${found.revision}) may not be what it holds`;
  return [{ kind: 'install-from-store', component, channel, because }];
}

function planHosts(entries: readonly HostEntry[], { network }: HostFacts): Action[] {
  const content = withHostsBlock(network.hostsFile, entries);
  return content === network.hostsFile
    ? []
    : [{ kind: 'write-hosts', content, because: 'the names of the cluster are missing from /etc/hosts, or wrong' }];
}

function missingArtifacts(parts: readonly DesiredPart[], facts: HostFacts): Missing[] {
  return parts.flatMap(({ artifact, component }) => {
    const installed = facts.installed[component];
    if (artifact === undefined || installed?.payloadId === artifact.payloadId) return [];
    return [{ artifact, because: whyMissing(installed) }];
  });
}

interface Missing {
  readonly artifact: Artifact;
  readonly because: string;
}

function whyMissing(installed: Installed | undefined): string {
  return installed === undefined ? 'not installed' : `${installed.version} (${installed.revision}) has another payload`;
}

function planConfigure({ parts }: DesiredNode, facts: HostFacts): Action[] {
  return parts.flatMap((part) => {
    const installed = facts.installed[part.component];
    if (installed === undefined) return [];
    return [...planSecret(part, installed), ...planPlugs(part, installed), ...planKeys(part, installed)];
  });
}

function planSecret({ component, packaging, keys: wanted }: DesiredPart, { secretId }: Installed): Action[] {
  if (!components[component].hasSecret || secretId === wanted['secret.id']) return [];
  const because = secretId === '' ? 'the shared secret is missing' : 'it holds another secret';
  return [{ kind: 'write-secret', component, packaging, because }];
}

/** Before the keys: with them the daemons start. */
function planPlugs({ component, packaging, roles, keys: settings }: DesiredPart, { plugs }: Installed): Action[] {
  if (!needsMedia({ roles, settings, packaging }) || plugs.includes(mediaPlug)) return [];
  return [
    { kind: 'connect-plug', component, plug: mediaPlug, because: 'data will be kept on a disk below /media or /mnt' },
  ];
}

/** One transaction: what differs is set, what is no longer wanted is unset. */
function planKeys({ component, packaging, keys: wanted }: DesiredPart, installed: Installed): Action[] {
  const preset = (name: string) => findKey(component, name)?.default ?? '';
  const current = (name: string) => installed.keys[name] ?? preset(name);
  const changed = Object.entries(wanted).filter(([name, value]) => current(name) !== value);
  const unwanted = Object.keys(installed.keys).filter((name) => !(name in wanted) && current(name) !== preset(name));
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

/** Roles are started by their key; this is for those that were stopped by hand or failed since. */
function planStart({ parts }: DesiredNode, facts: HostFacts): Action[] {
  return parts.flatMap((part) => planRoles(part, facts.installed[part.component]?.services ?? {}));
}

function planRoles({ component, packaging, roles }: DesiredPart, services: Installed['services']): Action[] {
  return roles.flatMap((role): Action[] => {
    const service = services[role];
    if (service === undefined || (service.enabled && isUp(service))) return [];
    const because = service.enabled ? `it is ${service.active} (${service.subState})` : 'it is disabled';
    return [{ kind: 'start-role', component, packaging, role, because }];
  });
}

/** What waits for its next try after a crash is not up: what was mended is not to wait. */
function isUp({ active, subState }: ServiceFacts): boolean {
  return ['active', 'activating', 'reloading'].includes(active) && subState !== 'auto-restart';
}

function planRecord({ record }: DesiredNode, facts: HostFacts): Action[] {
  if (facts.record !== undefined && JSON.stringify(facts.record) === record) return [];
  return [{ kind: 'write-record', content: record, because: 'its record is missing or out of date' }];
}
