import { mkdir, readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { openTunnel } from '../deploy/tunnel.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError, explain } from '../errors.ts';
import { ownAddress, portOf } from '../facts/daemon-address.ts';
import type { Host } from '../host/host.ts';
import { readLogs } from '../operations/logs.ts';
import { loadOperation } from '../operations/operations.ts';
import { isWhole, lookAtCluster, statusAsJson } from '../operations/status.ts';
import { openSession, openWhatAnswers } from '../session/cluster-session.ts';
import { gatherFacts } from '../session/gather.ts';
import type { ReachOptions } from '../session/reach.ts';
import { forgetCluster, knownHostsPath, listClusters, loadCluster, saveCluster } from '../store/cluster-store.ts';
import { stateFolder } from '../store/state-folder.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { JobStore } from './jobs/job-store.ts';
import { type OpenedPage, OwnPages } from './own-pages.ts';
import { type AddressOptions, hostNamesOf, inUrl, openNamesOf, refuseOpenHttp } from './serve-address.ts';
import { buildServer } from './server.ts';
import type { Services } from './services.ts';
import { type Look, StatusWatch } from './status-watch.ts';
import { readOrMakeToken, tokenPath } from './token.ts';

/** What `bramble serve` is told. */
export interface ServeOptions extends AddressOptions {
  readonly port: number;
  /** How hosts are reached, where a cluster does not say it. */
  readonly reach: Pick<ReachOptions, 'identityFiles' | 'user' | 'timeoutMs'>;
}

/** A server that listens. */
export interface Serving {
  readonly url: string;
  /** Where else it is found: by other names of this machine. */
  readonly otherUrls: readonly string[];
  readonly token: string;
  readonly tokenFile: string;
  /** Ends its jobs, which are marked as interrupted, and stops listening. */
  readonly close: () => Promise<void>;
}

/** Starts the server of this account. */
export async function serve(options: ServeOptions): Promise<Serving> {
  refuseOpenHttp(options);
  const [tls, token] = await Promise.all([readTls(options), readOrMakeToken(tokenPath())]);
  const services = await openServices(options.reach);
  const server = await buildServer(services, { token, hostNames: hostNamesOf(options), onBug, ...(tls && { tls }) });
  const port = await listen(server, options);
  const scheme = tls === undefined ? 'http' : 'https';
  const [url = '', ...otherUrls] = openNamesOf(options).map((name) => `${scheme}://${name}:${port}/`);
  return { url, otherUrls, token, tokenFile: tokenPath(), close: () => server.close() };
}

async function openServices(reach: ServeOptions['reach']): Promise<Services> {
  await mkdir(stateFolder('server'), { recursive: true, mode: 0o700 });
  const store = new JobStore(stateFolder('server', 'jobs.sqlite'));
  const reachOf = (spec: { name: string; identityFile?: string }): ReachOptions => ({
    ...reach,
    identityFiles: [...reach.identityFiles, ...(spec.identityFile === undefined ? [] : [spec.identityFile])],
    knownHosts: knownHostsPath(spec.name),
  });
  const runner = new JobRunner({ store, loadCluster, loadOperation, reach: reachOf, onBug });
  const watch = new StatusWatch({ open: (spec, signal) => openLook(spec, { ...reachOf(spec), signal }) });
  const clusters = { names: listClusters, load: loadCluster, save: saveCluster, forget: forgetCluster };
  const pages = new OwnPages((spec, role) => openDaemonPage(spec, role, reachOf(spec)));
  const logs: Services['readLogs'] = (spec, request, { signal, onLine }) =>
    readLogs(spec, request, { reach: { ...reachOf(spec), signal }, signal, onLine });
  return { clusters, store, runner, watch, pages, readLogs: logs };
}

async function openLook(spec: Parameters<typeof openWhatAnswers>[0], reach: ReachOptions): Promise<Look> {
  const session = await openWhatAnswers(spec, reach, () => {});
  return {
    now: async (signal) => {
      const status = await lookAtCluster({ spec, ...session, signal });
      return { seen: statusAsJson(spec, status), isWhole: isWhole(status) };
    },
    close: session.close,
  };
}

async function openDaemonPage(spec: ClusterSpec, role: RoleName, reach: ReachOptions): Promise<OpenedPage> {
  const session = await openSession(spec, reach, () => {});
  try {
    const [host] = [...session.hosts.values()] as [Host]; // of the one node
    const facts = await gatherFacts(host);
    const tunnel = await openTunnel(host, { address: ownAddress(facts), port: portOf(role, facts) });
    const close = async () => {
      tunnel.close();
      await session.close();
    };
    return { url: tunnel.url, hostsFile: facts.network.hostsFile, close };
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function readTls({ tlsCert, tlsKey }: AddressOptions): Promise<{ cert: string; key: string } | undefined> {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const read = (path: string) =>
    readFile(path, 'utf8').catch((cause: unknown) => {
      throw new BrambleError('USAGE', `cannot read ${path}`, { cause });
    });
  const pair = { cert: await read(tlsCert), key: await read(tlsKey) };
  refuseMismatch(pair, { tlsCert, tlsKey });
  return pair;
}

function refuseMismatch(
  pair: { cert: string; key: string },
  { tlsCert, tlsKey }: Pick<AddressOptions, 'tlsCert' | 'tlsKey'>,
): void {
  try {
    createSecureContext(pair);
  } catch (cause) {
    throw new BrambleError('USAGE', `${tlsCert} and ${tlsKey} are no certificate with its key`, {
      hint: 'both must be PEM files, made together; the key without a password',
      cause,
    });
  }
}

async function listen(server: Awaited<ReturnType<typeof buildServer>>, { host, port }: ServeOptions): Promise<number> {
  try {
    await server.listen({ host, port });
    const address = server.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  } catch (cause) {
    await server.close();
    throw new BrambleError('USAGE', `cannot listen on ${inUrl(host)}:${port}`, {
      hint: 'another `bramble serve` may be there already; --port chooses another port',
      cause,
    });
  }
}

/** What a client is not told in full. A failure that is no bug, such as a full disk, is told as such. */
function onBug(error: unknown): void {
  if (error instanceof BrambleError) return void process.stderr.write(`${explain(error)}\n`);
  process.stderr.write(`This is a bug in bramble; please report it with these lines.\n`);
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
