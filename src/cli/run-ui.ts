import { once } from 'node:events';
import { execa } from 'execa';
import { openTunnel, type Tunnel } from '../deploy/tunnel.ts';
import { roles } from '../domain/roles.ts';
import { ownAddress, portOf } from '../facts/daemon-address.ts';
import type { Operation } from '../operations/operation.ts';
import { renderTable } from '../operations/render/table.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { runOperation } from './run-operation.ts';

export type UiOptions = ClusterOptions & { readonly open?: boolean };

/** Keeps a tunnel open to each web page of the cluster until it is interrupted. */
export async function runUi(options: UiOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
    try {
      const tunnels = await openTunnels(operation, session.hosts);
      show(tunnels, operation, options);
      if (!operation.signal.aborted) await once(operation.signal, 'abort');
    } finally {
      await session.close();
    }
  });
}

interface Page {
  readonly node: string;
  readonly role: string;
  readonly tunnel: Tunnel;
}

async function openTunnels(
  { spec, signal }: Operation,
  hosts: Awaited<ReturnType<typeof openSession>>['hosts'],
): Promise<Page[]> {
  const facts = await gatherAll([...hosts.values()], signal);
  const pages = spec.nodes.flatMap(({ target: { name: node }, roles: placed }) => {
    const [host, seen] = [hosts.get(node), facts.get(node)];
    if (host === undefined || seen === undefined) return [];
    const address = ownAddress(seen);
    return placed
      .filter((role) => roles[role].protocol === 'http')
      .map(async (role) => ({ node, role, tunnel: await openTunnel(host, { address, port: portOf(role, seen) }) }));
  });
  return await Promise.all(pages);
}

function show(pages: readonly Page[], { reporter }: Operation, { open = false }: UiOptions): void {
  reporter.line(
    renderTable(
      [['HOST', 'PAGE', 'ADDRESS'], ...pages.map(({ node, role, tunnel }) => [node, role, tunnel.url])],
      reporter.columns,
    ),
  );
  reporter.line('Ctrl-C closes the tunnels.');
  reporter.result({ pages: pages.map(({ node, role, tunnel }) => ({ host: node, role, url: tunnel.url })) });
  const first = pages.find(({ role }) => role === 'master') ?? pages[0];
  if (open && first !== undefined) openBrowser(first.tunnel.url);
}

/** Leaves it to the desktop which browser that is; without a desktop the printed address has to do. */
function openBrowser(url: string): void {
  void execa(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], { reject: false, stdio: 'ignore' });
}
