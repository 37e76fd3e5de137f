import type { HostFacts } from '../domain/facts.ts';
import { parseJson } from '../domain/parse-json.ts';
import { type RoleName, roles } from '../domain/roles.ts';
import { BrambleError, isFailure } from '../errors.ts';
import { ownAddress, portOf } from '../facts/daemon-address.ts';
import type { Host } from '../host/host.ts';
import { httpGet } from '../host/http-get.ts';
import type { Answer } from './observation.ts';

const answerTimeoutMs = 10_000;

/** Where each daemon tells about itself as JSON. */
const statusPaths: Readonly<Record<RoleName, string>> = {
  namenode: '/jmx?qry=Hadoop:service=NameNode,name=*',
  secondarynamenode: '/jmx?qry=Hadoop:service=SecondaryNameNode,name=*',
  datanode: '/jmx?qry=Hadoop:service=DataNode,name=*',
  resourcemanager: '/ws/v1/cluster/nodes',
  nodemanager: '/ws/v1/node/info',
  historyserver: '/ws/v1/history/info',
  master: '/json/',
  worker: '/json/',
  'history-server': '/api/v1/applications?limit=1',
  connect: '',
};

/** Asks a daemon on its own node, through SSH, so that it works where the operator cannot reach the port. */
export async function askRole(host: Host, role: RoleName, facts: HostFacts): Promise<Answer> {
  const at = { address: ownAddress(facts), port: portOf(role, facts) };
  try {
    return roles[role].protocol === 'http'
      ? await askHttp(host, { ...at, path: statusPaths[role] })
      : await touch(host, at);
  } catch (error) {
    if (error instanceof BrambleError && !isFailure(error)) throw error;
    return {
      kind: 'silent',
      why: `no answer on ${at.port}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function askHttp(host: Host, url: { address: string; port: number; path: string }): Promise<Answer> {
  const { status, body } = await httpGet(host, url, { timeoutMs: answerTimeoutMs });
  return { kind: 'answered', status, json: parseJson(body) };
}

async function touch(host: Host, { address, port }: { address: string; port: number }): Promise<Answer> {
  const stream = await host.forward(address, port);
  stream.destroy();
  return { kind: 'connected' };
}
