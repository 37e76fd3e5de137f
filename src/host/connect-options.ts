import type { LookupFunction } from 'node:net';
import type { SshConfig } from '../config/ssh-config.ts';
import type { Secret } from '../domain/secret.ts';
import type { Target } from '../domain/target.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { Fingerprint } from './known-hosts.ts';

interface KnownHostsFiles {
  /** The cluster's own file: looked at first; a new host's key is pinned here. */
  readonly clusterFile: string;
  /** Files that are believed too and never written, such as ~/.ssh/known_hosts. */
  readonly alsoTrust: readonly string[];
}

/** How hosts are reached; the same for all hosts of a cluster. */
export interface ConnectOptions {
  readonly user?: string | undefined;
  /** From `-i`: tried before any other key. */
  readonly identityFiles?: readonly string[];
  readonly port?: number | undefined;
  readonly sshConfig: SshConfig;
  readonly knownHosts: KnownHostsFiles;
  readonly onNewHostKey: (fingerprint: Fingerprint) => void;
  readonly sudoPassword?: Secret | undefined;
  /** Limit for reaching and logging in, for each hop. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Hosts of the same cluster: a ProxyJump through one of them reaches it as the cluster does. */
  readonly cluster?: readonly Target[];
  /** How names become addresses, where that is not the system's business. */
  readonly lookup?: LookupFunction;
  /** Connections to share; by default all of this process share theirs. */
  readonly pool?: ConnectionPool;
}
