import { type ClusterSpec, nodeWith } from '../../domain/cluster.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { componentOf, type RoleName } from '../../domain/roles.ts';
import { BrambleError } from '../../errors.ts';
import { ownAddress, portOf } from '../../facts/daemon-address.ts';
import type { Host, Output } from '../../host/host.ts';
import { httpGet } from '../../host/http-get.ts';
import type { Packaging } from '../../packaging/packaging.ts';
import { packagings } from '../../packaging/packagings.ts';

/** A cluster with connections to those of its nodes that answer, and what is known of them. */
export interface Members {
  readonly spec: ClusterSpec;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly facts: ReadonlyMap<string, HostFacts>;
}

/** A daemon's node, and how to work there. */
export interface Place {
  readonly role: RoleName;
  readonly host: Host;
  readonly facts: HostFacts;
  readonly packaging: Packaging;
}

/** Where a role of a node is; undefined where the node does not answer, or has nothing of it. */
export function placeOn(node: string, role: RoleName, { hosts, facts }: Members): Place | undefined {
  const [host, seen] = [hosts.get(node), facts.get(node)];
  const installed = seen?.installed[componentOf(role)];
  if (host === undefined || seen === undefined || installed === undefined) return undefined;
  return { role, host, facts: seen, packaging: packagings[installed.packaging] };
}

/** Where a role is that a cluster has once. */
export function placeOf(role: RoleName, members: Members): Place | undefined {
  const name = nodeWith(role, members.spec)?.target.name;
  return name === undefined ? undefined : placeOn(name, role, members);
}

/** The daemons of a role on some nodes. */
export function placesOf(role: RoleName, nodes: readonly string[], members: Members): Place[] {
  const named = members.spec.nodes.filter(({ target, roles }) => nodes.includes(target.name) && roles.includes(role));
  return named.flatMap(({ target }) => placeOn(target.name, role, members) ?? []);
}

const answerMs = 20_000;
const commandMs = 5 * 60_000;

/** What a daemon answers in JSON. Rejects where it does not. */
export async function askDaemon({ role, host, facts }: Place, path: string, signal?: AbortSignal): Promise<unknown> {
  const at = { address: ownAddress(facts), port: portOf(role, facts), path };
  const { status, body } = await httpGet(host, at, { timeoutMs: answerMs, signal });
  if (status === 200) return JSON.parse(body);
  throw new BrambleError('ACTION_FAILED', `the ${role} answered HTTP ${status}`, { host: host.name });
}

interface Running {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly onOutput?: (piece: string) => void;
  /** Exit statuses beside 0 that are no failure. */
  readonly alsoFine?: readonly number[];
}

/** Runs a command of the role's component beside it. Rejects where it fails. */
export async function runBeside(place: Place, words: readonly [string, ...string[]], running: Running = {}) {
  const [command, ...args] = words;
  const program = place.packaging.command(componentOf(place.role), command);
  return await run(place, [program, ...args], { label: words.join(' '), ...running });
}

/** Runs a program on a daemon's node as root, and returns what it printed. Rejects where it fails. */
export async function runOn(place: Place, argv: readonly string[], running: Labelled): Promise<string> {
  const { stdout } = await run(place, argv, running);
  return stdout;
}

type Labelled = Running & { readonly label: string };

async function run({ host }: Place, argv: readonly string[], running: Labelled): Promise<Output> {
  const { label, signal, timeoutMs = commandMs, onOutput, alsoFine = [] } = running;
  const limits = { timeoutMs, ...(signal && { signal }), ...(onOutput && { onOutput }) };
  const output = await host.run(argv, { sudo: true, ...limits });
  const { exitCode, stdout, stderr } = output;
  if (exitCode === 0 || alsoFine.includes(exitCode)) return output;
  const evidence = (stderr.trim() || stdout.trim()).split('\n').slice(-12).join('\n');
  throw new BrambleError('ACTION_FAILED', `\`${label}\` ended with ${exitCode}`, { host: host.name, evidence });
}
