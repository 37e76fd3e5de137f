import type { ClusterSpec, Method, NodeSpec } from '../domain/cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { ClusterFile } from './cluster-file.ts';
import { type ClusterHost, expandHosts } from './cluster-hosts.ts';
import { clusterProblems } from './cluster-rules.ts';
import { parseTargets } from './distinct-targets.ts';
import { findMaster, placeRoles } from './place-roles.ts';
import { explainProblems, type Problem } from './problem.ts';

/** What the command line says about a cluster. Each stands for the word of the same meaning at the top of the file. */
export interface ClusterFlags {
  readonly components?: readonly ComponentName[] | undefined;
  readonly hosts?: string | undefined;
  readonly name?: string | undefined;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly identityFile?: string | undefined;
  readonly master?: string | undefined;
  readonly workersOnMaster?: boolean | undefined;
  readonly historyServer?: boolean | string | undefined;
  readonly connect?: boolean | string | undefined;
  readonly namenode?: string | undefined;
  readonly resourcemanager?: string | undefined;
  readonly secondarynamenode?: boolean | string | undefined;
  readonly historyserver?: boolean | string | undefined;
  readonly dataDir?: readonly string[] | undefined;
  readonly method?: Method | undefined;
}

/** The word of the cluster file that each flag stands for. */
const wordOf = {
  name: 'name',
  user: 'user',
  port: 'port',
  identityFile: 'identity-file',
  master: 'master',
  workersOnMaster: 'workers-on-master',
  historyServer: 'history-server',
  connect: 'connect',
  components: 'components',
  namenode: 'namenode',
  resourcemanager: 'resourcemanager',
  secondarynamenode: 'secondarynamenode',
  historyserver: 'historyserver',
  dataDir: 'data-dirs',
  method: 'method',
} as const satisfies Partial<Record<keyof ClusterFlags, keyof ClusterFile>>;

/**
 * The cluster that flags, a cluster file, or a file with flags over it ask for. Reads nothing and connects to nothing.
 *
 * - The master runs on the host that is named, else on the first one.
 * - A worker runs on every other host, and on the master's in a cluster of up to three hosts unless told otherwise.
 * - The history server runs beside the master unless told otherwise; Spark Connect only when asked for.
 * - Hadoop's NameNode and ResourceManager run with the master, DataNodes and NodeManagers where workers would.
 * - An entry of the file that lists roles gets exactly those.
 * - A detail of one host (`pi@red:22`, an entry's own words) wins over a flag, a flag over the top of the file.
 */
export function resolveCluster(flags: ClusterFlags, file?: ClusterFile): ClusterSpec {
  const merged = documentOf(flags, file);
  const problems = clusterProblems(merged).map((problem) => asFlag(problem, flags));
  if (problems.length > 0) throw explainProblems('', problems);
  const { hosts } = expandHosts(merged);
  const roles = placeRoles(merged, hosts);
  const identityFile = merged['identity-file'];
  return {
    name: merged.name ?? clusterName(findMaster(merged, hosts)),
    nodes: hosts.map((host, index) => resolveNode(merged, host, roles[index] ?? [])),
    ...(identityFile !== undefined && { identityFile }),
  };
}

/** What flags, or a cluster file with flags over it, say in the words of a cluster file. */
export function documentOf(flags: ClusterFlags, file: ClusterFile | undefined): ClusterFile {
  const hosts = flags.hosts === undefined ? file?.hosts : listedHosts(flags.hosts, file);
  if (hosts === undefined) throw new BrambleError('USAGE', 'no hosts are named', { hint: hostsHint });
  const entries = Object.entries(wordOf).map(([flag, word]) => [word, flags[flag as keyof typeof wordOf]]); // its own keys
  const given = entries.filter(([, value]) => value !== undefined);
  return { ...file, ...(Object.fromEntries(given) as Partial<ClusterFile>), hosts }; // as ClusterFlags says
}

const hostsHint = 'add --hosts "red,red[01-02]", or -f bramble.yaml';

/** Read on their own first, so that a fault in the list is shown within the list. */
function listedHosts(list: string, file: ClusterFile | undefined): ClusterFile['hosts'] {
  if (file !== undefined)
    throw new BrambleError('USAGE', 'both --hosts and a cluster file name the hosts', { hint: 'give one of them' });
  parseTargets(list);
  return [{ name: list }];
}

/** Says `--master` where the command line, and not the file, said it. */
function asFlag(problem: Problem, flags: ClusterFlags): Problem {
  const [flag] = Object.entries(wordOf).find(([, word]) => word === problem.path[0]) ?? [];
  const isFlag = flag !== undefined && flags[flag as keyof typeof wordOf] !== undefined; // its own keys
  return isFlag ? { ...problem, path: [`--${problem.path[0]}`] } : problem;
}

function clusterName(master: ClusterHost | undefined): string {
  return (master?.target.name ?? '').replaceAll(/[^a-z\d]+/g, '-');
}

function resolveNode(file: ClusterFile, { target, entry }: ClusterHost, roles: NodeSpec['roles']): NodeSpec {
  const address = entry['cluster-address'];
  return {
    target,
    roles,
    method: entry.method ?? file.method ?? 'auto',
    settings: withoutUnset({ ...dataDirs(file), ...file.settings, ...entry.settings }),
    ...(address !== undefined && { address }),
  };
}

function dataDirs({ 'data-dirs': folders }: ClusterFile): Record<string, string> {
  return folders === undefined ? {} : { 'hdfs.data-dirs': folders.join('\n') };
}

function withoutUnset(settings: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const set = Object.entries(settings).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(set);
}
