import type { HostFacts } from '../domain/facts.ts';
import { componentOf, type RoleName } from '../domain/roles.ts';
import { isFailure } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { Packaging } from '../packaging/packaging.ts';
import { packagings } from '../packaging/packagings.ts';
import type { ObserveRequest } from './look.ts';
import type { Look } from './settled.ts';

/** A node where a check can run a component's commands. */
export interface CheckPlace {
  readonly node: string;
  readonly host: Host;
  readonly packaging: Packaging;
  readonly facts: HostFacts;
}

interface Searched {
  readonly request: ObserveRequest;
  readonly nodes: Look;
}

/** Every node where a daemon of this role answered. */
export function findPlaces(role: RoleName, { request, nodes }: Searched): CheckPlace[] {
  return nodes.flatMap(({ name, seen }) => {
    const host = request.hosts.get(name);
    if (host === undefined || !('answers' in seen) || seen.answers[role]?.kind !== 'answered') return [];
    const { facts } = seen;
    const installed = facts.installed[componentOf(role)];
    return installed === undefined ? [] : [{ node: name, host, packaging: packagings[installed.packaging], facts }];
  });
}

/** The first of them. */
export function findPlace(role: RoleName, searched: Searched): CheckPlace | undefined {
  return findPlaces(role, searched)[0];
}

interface Running {
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a shell program as a user with sudo would; one that takes too long, or is cut off, ends with 124. */
export async function runScript({ host }: CheckPlace, script: string, { args, stdin, timeoutMs, signal }: Running) {
  const options = { sudo: true, timeoutMs, ...(stdin !== undefined && { stdin }), ...(signal && { signal }) };
  try {
    return await host.run(['sh', '-c', script, 'sh', ...args], options);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { exitCode: 124, stdout: '', stderr: error.message };
  }
}

const tailLines = 15;

/** The last lines that say something: stack frames are many and the messages stand above them. */
export function tailOf(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+(at |File ")/.test(line));
  return lines.slice(-tailLines).join('\n');
}
