import { readLogs, withLogs } from '../operations/logs.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { linePrinter } from './line-printer.ts';
import { runOperation } from './run-operation.ts';

export type LogsOptions = ClusterOptions & {
  readonly follow?: boolean;
  readonly lines: number;
  readonly role?: string;
};

/** Prints the journals of the nodes' daemons; with several nodes, each line names its node. */
export async function runLogs(host: string | undefined, options: LogsOptions): Promise<void> {
  const { remote, role, lines, follow = false } = options;
  if (remote !== undefined) {
    const { remoteLogs } = await import('./remote/remote-logs.ts');
    return await remoteLogs({ host, role, lines, follow }, { ...options, remote });
  }
  await runOperation(options, async ({ spec, reach, signal, reporter: { report } }) => {
    const onLine = linePrinter(withLogs(spec, { host, role }).nodes.length);
    await readLogs(spec, { host, role, lines, follow }, { reach, signal, onLine, report });
  });
}
