import type { ApiClient } from '../../api/client.ts';
import { fromProblem } from '../../api/problems.ts';
import type { ClusterView, Problem } from '../../api/schemas.ts';
import type { ClusterFlags } from '../../config/resolve-cluster.ts';
import type { JournalLine, LogRequest } from '../../operations/logs.ts';
import type { ClusterOptions } from '../cluster-options.ts';
import { linePrinter } from '../line-printer.ts';
import { runReported } from '../run-operation.ts';
import { chooseCluster } from './choose-cluster.ts';
import { connectTo } from './connect-to.ts';

type Options = ClusterOptions & ClusterFlags & { readonly remote: string };

/** Prints the logs that a server reads, as if they were read here. */
export async function remoteLogs(request: LogRequest, options: Options): Promise<void> {
  const client = await connectTo(options.remote);
  await runReported(options, async ({ signal }) => {
    const name = await chooseCluster(client, options, signal);
    const onLine = linePrinter(await countNodes(client, name, request));
    const path = `/clusters/${name}/logs`;
    if (request.follow) return await follow(client, `${path}/live?${queryOf(request)}`, { signal, onLine });
    const { lines } = await client.ask<{ lines: JournalLine[] }>('GET', `${path}?${queryOf(request)}`, { signal });
    for (const line of lines) onLine(line);
  });
}

/** Whether lines name their node depends on how many nodes have what is asked for. */
async function countNodes(client: ApiClient, name: string, { host, role }: LogRequest): Promise<number> {
  const { nodes } = await client.ask<ClusterView>('GET', `/clusters/${name}`);
  const chosen = nodes.filter((node) => host === undefined || node.host === host);
  return chosen.filter(({ roles }) => roles.some((one) => role === undefined || one === role)).length;
}

function queryOf({ host, role, lines }: LogRequest): string {
  const all = { ...(host !== undefined && { host }), ...(role !== undefined && { role }), lines: String(lines) };
  return new URLSearchParams(all).toString();
}

interface Following {
  readonly signal: AbortSignal;
  readonly onLine: (line: JournalLine) => void;
}

async function follow(client: ApiClient, path: string, { signal, onLine }: Following): Promise<void> {
  const messages = client.listen(path, ({ event }) => event === 'problem', { signal, endsAtOnce: true });
  for await (const { event, data } of messages) {
    const told: unknown = JSON.parse(data);
    if (event === 'problem' && told !== null) throw fromProblem(told as Problem);
    if (event === 'line') tell(told as JournalLine | Left, onLine);
  }
}

interface Left {
  readonly left: number;
}

function tell(line: JournalLine | Left, onLine: Following['onLine']): void {
  if ('left' in line) process.stderr.write(`${line.left} lines came too fast and are left out\n`);
  else onLine(line);
}
