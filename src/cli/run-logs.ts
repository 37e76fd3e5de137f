import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import { componentOf } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { openSession } from '../session/cluster-session.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { type Operation, runOperation } from './operation.ts';

export type LogsOptions = ClusterOptions & {
  readonly follow?: boolean;
  readonly lines: number;
  readonly role?: string;
};

const followMs = 24 * 60 * 60 * 1000;
const readMs = 60_000;

/** Prints the journals of the nodes' daemons; with several nodes, each line names its node. */
export async function runLogs(name: string | undefined, options: LogsOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const spec = onlyNode(operation.spec, name);
    const session = await openSession(spec, operation.reach, operation.reporter.report);
    try {
      await Promise.all(
        spec.nodes.map((node) =>
          printLog(node, session.hosts.get(node.target.name), { options, operation, many: spec.nodes.length > 1 }),
        ),
      );
    } finally {
      await session.close();
    }
  });
}

/** The cluster reduced to one of its nodes, where one is named. */
export function onlyNode(spec: ClusterSpec, name: string | undefined): ClusterSpec {
  if (name === undefined) return spec;
  const nodes = spec.nodes.filter(({ target }) => target.name === name);
  if (nodes.length > 0) return { ...spec, nodes };
  const names = spec.nodes.map(({ target }) => target.name).join(', ');
  throw new BrambleError('USAGE', `${name} is not a node of the cluster ${spec.name}`, { hint: `one of: ${names}` });
}

interface LogRequest {
  readonly options: LogsOptions;
  readonly operation: Operation;
  readonly many: boolean;
}

async function printLog(
  node: NodeSpec,
  host: Host | undefined,
  { options, operation, many }: LogRequest,
): Promise<void> {
  if (host === undefined) return;
  const print = linePrinter((line) => process.stdout.write(many ? `${host.name}: ${line}\n` : `${line}\n`));
  const follow = options.follow ? ['--follow'] : [];
  await host.run(
    [
      'journalctl',
      '--no-pager',
      '--output',
      'short-iso',
      '--lines',
      String(options.lines),
      ...follow,
      ...unitWords(node, options),
    ],
    {
      sudo: true,
      timeoutMs: options.follow ? followMs : readMs,
      signal: operation.signal,
      onOutput: (piece, stream) => stream === 'stdout' && print(piece),
    },
  );
}

/** The units of both packagings: the journal says nothing of those that are not there. */
function unitWords({ roles }: NodeSpec, { role }: LogsOptions): string[] {
  const wanted = role === undefined ? roles : roles.filter((one) => one === role);
  return wanted.flatMap((one) =>
    Object.values(packagings).flatMap(({ unit }) => ['--unit', unit(componentOf(one), one)]),
  );
}

/** Passes on whole lines of a text that comes in pieces. */
function linePrinter(print: (line: string) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  };
}
