import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Host } from '../host/host.ts';

/** A port on this machine that leads to one on a node. */
export interface Tunnel {
  readonly url: string;
  /** Takes no more connections. */
  readonly close: () => void;
}

/** Listens on loopback, on any free port, and carries each connection to the node's port through SSH. */
export async function openTunnel(host: Host, { address, port }: { address: string; port: number }): Promise<Tunnel> {
  const server = createServer((socket) => void carry(socket, host, { address, port }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const { port: local } = server.address() as AddressInfo; // a TCP server that listens
  return { url: `http://127.0.0.1:${local}/`, close: () => server.close() };
}

async function carry(socket: Socket, host: Host, { address, port }: { address: string; port: number }): Promise<void> {
  try {
    const far = await host.forward(address, port);
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
    socket.pipe(far).pipe(socket);
  } catch {
    socket.destroy(); // the browser shows that the page does not answer
  }
}
