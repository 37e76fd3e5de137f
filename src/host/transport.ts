import { connect, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Endpoint } from './endpoint.ts';
import { unlessAborted } from './limits.ts';
import { isUnresolved, underLocalName } from './local-name.ts';
import { proxyCommandStream } from './proxy-command.ts';
import type { SshConnection } from './ssh-connection.ts';

/** The stream that an SSH session runs over. */
export interface Transport {
  readonly stream: Duplex;
  /** The endpoint by the names under which it, and the hosts on the way, were found. */
  readonly endpoint: Endpoint;
  /** Lets go of what the stream runs through. */
  readonly release: () => void;
}

type LeaseJump = (jump: Endpoint) => Promise<{ connection: SshConnection; release: () => void }>;

interface Opening {
  readonly signal: AbortSignal;
  readonly lookup?: LookupFunction | undefined;
  readonly leaseJump: LeaseJump;
}

/** Opens the way to an endpoint: a TCP connection, a channel through the jump host, or a ProxyCommand. */
export async function openTransport(endpoint: Endpoint, opening: Opening): Promise<Transport> {
  const { via, hostName, port } = endpoint;
  if (via === undefined) return openDirect(endpoint, opening);
  if (via.kind === 'command') return { endpoint, stream: proxyCommandStream(via.command), release: () => {} };
  const { connection, release } = await opening.leaseJump(via.endpoint);
  try {
    const stream = await connection.forward(hostName, port, opening.signal);
    return { endpoint: { ...endpoint, via: { ...via, endpoint: connection.endpoint } }, stream, release };
  } catch (error) {
    release();
    throw error;
  }
}

function openDirect(endpoint: Endpoint, opening: Opening): Promise<Transport> {
  return openAs(endpoint, opening).catch((error) => openLocally(endpoint, opening, error));
}

async function openAs(endpoint: Endpoint, opening: Opening): Promise<Transport> {
  return { endpoint, stream: await openTcp(endpoint, opening), release: () => {} };
}

async function openLocally(endpoint: Endpoint, opening: Opening, failure: unknown): Promise<Transport> {
  const local = isUnresolved(failure) ? underLocalName(endpoint) : undefined;
  if (local === undefined) throw failure;
  return openAs(local, opening).catch((error) => {
    throw isUnresolved(error) ? failure : error;
  });
}

// Of several addresses each is given this long; Node's 250 ms are short for a Pi on a slow Wi-Fi.
const attemptMs = 2_000;

type Place = Pick<Endpoint, 'hostName' | 'port'>;
type TcpOpening = Pick<Opening, 'signal' | 'lookup'>;

/** A TCP connection without Nagle's delay, which would cost 40 ms twice in each command. */
export async function openTcp({ hostName: host, port }: Place, { signal, lookup }: TcpOpening): Promise<Duplex> {
  const options = { host, port, noDelay: true, autoSelectFamilyAttemptTimeout: attemptMs };
  const socket = connect({ ...options, ...(lookup && { lookup }) });
  const opened = new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  try {
    await unlessAborted(opened, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
