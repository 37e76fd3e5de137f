import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import { componentOf } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { openSession } from '../session/cluster-session.ts';
import type { ReachOptions } from '../session/reach.ts';

/** Which daemons' logs are wanted, and how much of them. */
export interface LogRequest {
  /** One node; all without it. */
  readonly host?: string | undefined;
  /** One daemon; all without it. */
  readonly role?: string | undefined;
  /** How many of the last lines of each node. */
  readonly lines: number;
  /** Whether to go on as new lines come, until the signal. */
  readonly follow: boolean;
}

/** A line of a node's journal. */
export interface JournalLine {
  readonly host: string;
  readonly text: string;
}

interface Reading {
  readonly reach: ReachOptions;
  readonly signal: AbortSignal;
  readonly onLine: (line: JournalLine) => void;
  /** Told of host keys that are pinned. */
  readonly report?: Report;
}

const followMs = 24 * 60 * 60 * 1000;
const readMs = 60_000;

/** Reads the journals of the daemons that are asked for, over connections of its own. */
export async function readLogs(spec: ClusterSpec, request: LogRequest, reading: Reading): Promise<void> {
  const chosen = withLogs(spec, request);
  const session = await openSession(chosen, reading.reach, reading.report ?? (() => {}));
  try {
    await Promise.all(
      chosen.nodes.map((node) => readLog(node, session.hosts.get(node.target.name), { ...reading, request })),
    );
  } finally {
    await session.close();
  }
}

/** The cluster reduced to the nodes that have what is asked for. Throws USAGE where none has. */
export function withLogs(spec: ClusterSpec, { host, role }: Pick<LogRequest, 'host' | 'role'>): ClusterSpec {
  return onlyWithRole(onlyNode(spec, host), role);
}

/** The cluster reduced to one of its nodes, where one is named. */
export function onlyNode(spec: ClusterSpec, name: string | undefined): ClusterSpec {
  if (name === undefined) return spec;
  const nodes = spec.nodes.filter(({ target }) => target.name === name);
  if (nodes.length > 0) return { ...spec, nodes };
  const names = spec.nodes.map(({ target }) => target.name).join(', ');
  throw new BrambleError('USAGE', `${name} is not a node of the cluster ${spec.name}`, { hint: `one of: ${names}` });
}

/** Without a unit to look for, a node would show the whole journal of its system. */
function onlyWithRole(spec: ClusterSpec, role: string | undefined): ClusterSpec {
  const nodes = spec.nodes.filter(({ roles }) => roles.some((one) => role === undefined || one === role));
  if (nodes.length > 0) return { ...spec, nodes };
  const placed = [...new Set(spec.nodes.flatMap(({ roles }) => roles))].join(', ');
  throw new BrambleError('USAGE', `no ${role ?? 'daemon'} runs there`, {
    hint: placed === '' ? 'name another node' : `--role with one of: ${placed}`,
  });
}

async function readLog(
  node: NodeSpec,
  host: Host | undefined,
  { request, signal, onLine }: Reading & { readonly request: LogRequest },
): Promise<void> {
  if (host === undefined) return;
  const whole = wholeLines((text) => onLine({ host: host.name, text }));
  const { lines, follow } = request;
  const words = ['--no-pager', '--output', 'short-iso', '--lines', String(lines), ...(follow ? ['--follow'] : [])];
  await host.run(['journalctl', ...words, ...unitWords(node, request)], {
    sudo: true,
    timeoutMs: follow ? followMs : readMs,
    signal,
    onOutput: (piece, stream) => stream === 'stdout' && whole(piece),
  });
}

/** The units of both packagings: the journal says nothing of those that are not there. */
function unitWords({ roles }: NodeSpec, { role }: LogRequest): string[] {
  const wanted = role === undefined ? roles : roles.filter((one) => one === role);
  return wanted.flatMap((one) =>
    Object.values(packagings).flatMap(({ unit }) => ['--unit', unit(componentOf(one), one)]),
  );
}

/** Passes on whole lines of a text that comes in pieces. */
function wholeLines(onLine: (line: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
