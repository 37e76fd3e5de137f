import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadSshConfig } from '../config/load-ssh-config.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import type { Secret } from '../domain/secret.ts';
import type { Target } from '../domain/target.ts';
import type { ConnectOptions } from '../host/connect-options.ts';
import { findLabHosts, type LabHost } from '../lab/registry.ts';

/** How the operator wants to reach the hosts. */
export interface ReachOptions {
  readonly user?: string | undefined;
  readonly identityFiles: readonly string[];
  readonly sudoPassword?: Secret | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The cluster's own known_hosts file. */
  readonly knownHosts: string;
}

/** A host and the way to it. */
export interface Route {
  readonly target: Target;
  readonly options: ConnectOptions;
}

/** The way to each host of a cluster: through the lab where a virtual Pi of that name is up, else as the operator says. */
export function findRoutes(spec: ClusterSpec, reach: ReachOptions, report: Report): ReadonlyMap<string, Route> {
  const lab = findLabHosts(
    spec.nodes.map(({ target }) => target.name),
    process.env,
  );
  noteLab(lab, report);
  const cluster = spec.nodes.map(({ target }) => labTarget(target, lab.get(target.name)));
  const options = { ...connectOptions(reach, report), cluster };
  return new Map(spec.nodes.map(({ target }) => [target.name, routeTo(target, options, lab.get(target.name))]));
}

function noteLab(lab: ReadonlyMap<string, LabHost>, report: Report): void {
  const names = [...lab.keys()];
  if (names.length === 0) return;
  const text = `${names.join(', ')}: virtual, from the lab that is up on this machine`;
  report({ stage: 'connect', state: 'note', text });
}

function connectOptions(reach: ReachOptions, report: Report): ConnectOptions {
  return {
    user: reach.user,
    identityFiles: reach.identityFiles,
    sshConfig: loadSshConfig(),
    knownHosts: { clusterFile: reach.knownHosts, alsoTrust: [join(homedir(), '.ssh/known_hosts')] },
    onNewHostKey: ({ host, keyType, sha256 }) =>
      report({ stage: 'connect', host, state: 'note', text: `host key pinned on first use: ${keyType} ${sha256}` }),
    sudoPassword: reach.sudoPassword,
    ...(reach.timeoutMs !== undefined && { timeoutMs: reach.timeoutMs }),
    ...(reach.signal && { signal: reach.signal }),
  };
}

function labTarget(target: Target, lab: LabHost | undefined): Target {
  return lab === undefined ? target : { ...target, address: lab.address, user: target.user ?? lab.user };
}

/** A virtual Pi is reached by the lab's own key, and its host key is in the lab's own file. */
function routeTo(target: Target, options: ConnectOptions, lab: LabHost | undefined): Route {
  if (lab === undefined) return { target, options };
  return {
    target: { name: target.name, address: lab.address },
    options: {
      ...options,
      user: target.user ?? options.user ?? lab.user,
      identityFiles: [...(options.identityFiles ?? []), lab.identityFile],
      knownHosts: { clusterFile: lab.knownHosts, alsoTrust: [] },
    },
  };
}
