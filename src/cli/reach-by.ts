import type { ClusterSpec } from '../domain/cluster.ts';
import type { ReachOptions } from '../session/reach.ts';
import { knownHostsPath } from '../store/cluster-store.ts';
import { askSecret } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';

const msPerSecond = 1_000;

/** How the command's options say that a cluster is reached. Asks for the sudo password where they say so. */
export async function reachBy(options: ClusterOptions, spec: ClusterSpec, signal: AbortSignal): Promise<ReachOptions> {
  return {
    user: options.user,
    identityFiles: [...(options.identity ?? []), ...(spec.identityFile === undefined ? [] : [spec.identityFile])],
    sudoPassword: options.askSudoPassword ? await askSecret('sudo password on the hosts: ') : undefined,
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * msPerSecond,
    signal,
    knownHosts: knownHostsPath(spec.name),
  };
}
