import type { Client } from 'ssh2';
import { BrambleError } from '../errors.ts';
import { type Authentication, authenticate } from './authentication.ts';
import { connectFailure } from './connect-failure.ts';
import type { ConnectOptions } from './connect-options.ts';
import { createConnectionPool, type Lease } from './connection-pool.ts';
import type { Endpoint } from './endpoint.ts';
import { checkHostKey, readKnownKeys } from './host-key.ts';
import { gatherIdentities } from './identities.ts';
import { type KnownKey, orderAlgorithms } from './known-hosts.ts';
import { unlessAborted, withinLimit } from './limits.ts';
import { SshConnection } from './ssh-connection.ts';
import { openTransport, type Transport } from './transport.ts';

const defaultTimeoutMs = 10_000;
// A host that answers three questions in a row not at all, 5 s each, is gone.
const keepalive = { keepaliveInterval: 5_000, keepaliveCountMax: 2 };
const processPool = createConnectionPool();

/** A connection to the endpoint: the one that there is, or a new one with its host key checked. */
export function leaseConnection(endpoint: Endpoint, options: ConnectOptions): Promise<Lease> {
  const pool = options.pool ?? processPool;
  const key = JSON.stringify([endpoint, options.knownHosts.clusterFile]);
  return pool.lease(key, () => openConnection(endpoint, options));
}

async function openConnection(endpoint: Endpoint, options: ConnectOptions): Promise<SshConnection> {
  const progress = { isConnected: false };
  const { hostName, port, name: host } = endpoint;
  const overdue = () =>
    progress.isConnected
      ? `${hostName} took the connection on port ${port}, but no login was done`
      : `${hostName} port ${port} did not answer`;
  const hint = 'is it switched on, and on the same network as this machine? A slow one needs a longer --timeout';
  const limit = { host, timeoutMs: timeoutFor(endpoint, options), signal: options.signal, overdue, hint };
  return withinLimit(limit, async (signal) => {
    const transport = await openWay(endpoint, options, signal);
    progress.isConnected = true;
    return logIn(transport, options, signal);
  });
}

// Each hop on the way has the whole limit for itself, and the hops are waited for one after the other.
function timeoutFor({ via }: Endpoint, options: ConnectOptions): number {
  const own = options.timeoutMs ?? defaultTimeoutMs;
  return via?.kind === 'jump' ? own + timeoutFor(via.endpoint, options) : own;
}

async function openWay(endpoint: Endpoint, options: ConnectOptions, signal: AbortSignal): Promise<Transport> {
  const leaseJump = (jump: Endpoint) => leaseConnection(jump, options);
  return openTransport(endpoint, { signal, lookup: options.lookup, leaseJump }).then(withEars, (error) => {
    if (signal.aborted) throw signal.reason;
    throw endpoint.via?.kind === 'jump'
      ? jumpFailure(endpoint, endpoint.via.endpoint, error)
      : connectFailure(endpoint, error);
  });
}

// It may break before the login has begun to listen; whoever reads it next finds the error in `errored`.
function withEars(transport: Transport): Transport {
  transport.stream.on('error', () => {});
  return transport;
}

function jumpFailure({ name: host }: Endpoint, jump: Endpoint, cause: unknown): BrambleError {
  const { code, hint, evidence } = connectFailure(jump, cause);
  const context = { host, hint, evidence, cause };
  return new BrambleError(code, `it is reached through ${jump.name}, and that did not work`, context);
}

async function logIn(transport: Transport, options: ConnectOptions, signal: AbortSignal): Promise<SshConnection> {
  const { endpoint, stream } = transport;
  const [{ default: ssh2 }, known, identities] = await Promise.all([
    import('ssh2'),
    readKnownKeys(endpoint, options),
    gatherIdentities(endpoint),
  ]);
  if (stream.destroyed) throw connectFailure(endpoint, stream.errored ?? closedByHost());
  const client = new ssh2.Client();
  client.once('close', transport.release);
  const authentication = authenticate(endpoint, identities);
  const session = { endpoint, options, known, authentication, transport };
  try {
    await unlessAborted(handshake(client, session), signal);
    return new SshConnection({ client, stream, endpoint, identity: authentication.current });
  } catch (error) {
    client.on('error', () => {}).destroy();
    transport.release();
    throw error;
  }
}

const closedByHost = () => new Error('it closed the connection');

interface Session {
  readonly endpoint: Endpoint;
  readonly options: ConnectOptions;
  readonly known: readonly KnownKey[];
  readonly authentication: Authentication;
  readonly transport: Transport;
}

interface SshError extends Error {
  readonly level?: string;
  readonly code?: unknown;
}

function handshake(client: Client, session: Session): Promise<void> {
  const { endpoint, known, authentication, transport } = session;
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', (error: SshError) => {
      if (error.level !== 'agent') reject(loginFailure(session, error)); // after one of the agent, the next key is tried
    });
    client.once('close', () => reject(connectFailure(endpoint, closedByHost())));
    client.connect({
      sock: transport.stream as never, // the types ask for a Readable; any Duplex serves
      username: endpoint.user,
      authHandler: authentication.offer,
      hostVerifier: (key: Buffer, verify: (isAccepted: boolean) => void) => {
        checkHostKey(key, session).then(
          () => verify(true),
          (error) => {
            reject(error);
            verify(false);
          },
        );
      },
      algorithms: { serverHostKey: orderAlgorithms(known) },
      readyTimeout: 0,
      ...keepalive,
    });
  });
}

function loginFailure({ endpoint, authentication }: Session, error: SshError): BrambleError {
  // A network error has the system's code, a word; a server that has enough of our keys gives a number.
  const wasRefused = authentication.current !== undefined && typeof error.code !== 'string';
  const isRefused = error.level === 'client-authentication' || wasRefused;
  return isRefused ? authentication.failure() : connectFailure(endpoint, error);
}
