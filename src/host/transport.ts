import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Endpoint } from './endpoint.ts';
import { unlessAborted } from './limits.ts';
import { proxyCommandStream } from './proxy-command.ts';
import type { SshConnection } from './ssh-connection.ts';

/** The stream that an SSH session runs over. */
export interface Transport {
  readonly stream: Duplex;
  /** Lets go of what the stream runs through. */
  readonly release: () => void;
}

type LeaseJump = (jump: Endpoint) => Promise<{ connection: SshConnection; release: () => void }>;

/** Opens the way to an endpoint: a TCP connection, a channel through the jump host, or a ProxyCommand. */
export async function openTransport(endpoint: Endpoint, leaseJump: LeaseJump, signal: AbortSignal): Promise<Transport> {
  const { via, hostName, port } = endpoint;
  if (via === undefined) return { stream: await openTcp(hostName, port, signal), release: () => {} };
  if (via.kind === 'command') return { stream: proxyCommandStream(via.command), release: () => {} };
  const { connection, release } = await leaseJump(via.endpoint);
  try {
    return { stream: await connection.forward(hostName, port, signal), release };
  } catch (error) {
    release();
    throw error;
  }
}

// Of several addresses each is given this long; Node's 250 ms are short for a Pi on a slow Wi-Fi.
const attemptMs = 2_000;

/** A TCP connection without Nagle's delay, which would cost 40 ms twice in each command. */
export async function openTcp(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
  const socket = connect({ host, port, noDelay: true, autoSelectFamilyAttemptTimeout: attemptMs });
  const opened = new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  try {
    await unlessAborted(opened, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
