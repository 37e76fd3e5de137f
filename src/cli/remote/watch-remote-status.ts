import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterFlags } from '../../config/resolve-cluster.ts';
import { BrambleError } from '../../errors.ts';
import type { NodeStatus } from '../../operations/render/status.ts';
import type { StatusNode, StatusResult } from '../../operations/results.ts';
import { tellStatus } from '../../operations/status.ts';
import type { ClusterOptions } from '../cluster-options.ts';
import { runReported } from '../run-operation.ts';
import { clearScreen, watchPauseMs } from '../watch-status.ts';
import { chooseCluster } from './choose-cluster.ts';
import { connectTo } from './connect-to.ts';

type Options = ClusterOptions & ClusterFlags & { readonly remote: string };

/** Shows the nodes as a server sees them, again and again, until the operator has seen enough. */
export async function watchRemoteStatus(options: Options): Promise<void> {
  const client = await connectTo(options.remote);
  await runReported(options, async ({ signal, reporter }) => {
    const name = await chooseCluster(client, options, signal);
    while (!signal.aborted) {
      const { nodes, maintenance } = await client.ask<StatusResult>('GET', `/clusters/${name}/status`, { signal });
      clearScreen();
      tellStatus({ name }, { nodes: nodes.map(asSeen), maintenance }, reporter);
      await sleep(watchPauseMs, undefined, { signal }).catch(() => {});
    }
  });
}

function asSeen({ host, roles, facts, error }: StatusNode): NodeStatus {
  const { code, message } = error ?? ({ code: 'HOST_UNREACHABLE', message: 'not looked at' } as const);
  return { name: host, roles, seen: facts ?? new BrambleError(code, message, { host }) };
}
