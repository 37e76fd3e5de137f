import type { NodeSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { componentOf, type RoleName } from '../domain/roles.ts';
import { BrambleError, isFailure } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { gatherFacts } from '../session/gather.ts';
import { askRole } from '../verify/ask-role.ts';
import { type Daemon, nodeScript, splitFiles } from './node-script.ts';

/** Files of the evidence by their names: text as it is, anything else as JSON. */
export type Files = ReadonlyMap<string, unknown>;

const scriptMs = 120_000;

/** Everything that a node tells of itself. What does not come is a file that says why; never rejects but on an interrupt. */
export async function gatherNode(host: Host, { roles }: NodeSpec, signal?: AbortSignal): Promise<Files> {
  const facts = await orError(() => gatherFacts(host, signal));
  if (facts instanceof BrambleError)
    return new Map([['error.txt', facts.message], ...(await runAll(host, [], signal))]);
  const daemons = roles.flatMap((role) => daemonOf(role, facts));
  const answers = Promise.all(daemons.map(({ role }) => ask(host, role, facts)));
  const files = await runAll(host, daemons, signal);
  return new Map<string, unknown>([['facts.json', facts], ...files, ...(await answers)]);
}

function daemonOf(role: RoleName, { installed }: HostFacts): Daemon[] {
  const component = componentOf(role);
  const found = installed[component];
  return found === undefined ? [] : [{ role, unit: packagings[found.packaging].unit(component, role) }];
}

async function ask(host: Host, role: RoleName, facts: HostFacts): Promise<readonly [string, unknown]> {
  return [`${role}.answer.json`, await askRole(host, role, facts)] as const;
}

async function runAll(host: Host, daemons: readonly Daemon[], signal: AbortSignal | undefined): Promise<Files> {
  let printed = '';
  const onOutput = (piece: string, stream: 'stdout' | 'stderr') => {
    if (stream === 'stdout') printed += piece;
  };
  const options = { sudo: true, stdin: nodeScript(daemons), timeoutMs: scriptMs, onOutput, ...(signal && { signal }) };
  const output = await orError(() => host.run(['sh', '-s'], options));
  const files = splitFiles(printed); // also where the time was over: what came until then is there
  return output instanceof BrambleError ? files.set('unfinished.txt', output.message) : files;
}

async function orError<Value>(work: () => Promise<Value>): Promise<Value | BrambleError> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}
