import type { Members } from '../deploy/members/members.ts';
import { gatherAll } from '../session/gather.ts';
import type { Operation } from './operation.ts';
import { type OpenCluster, withWhatAnswers } from './with-session.ts';

/** A cluster with connections to what answers of it, and what is known of these nodes. */
export type OpenMembers = OpenCluster & Members;

/** Connects to what answers of a cluster, looks at it, works, and closes the connections. */
export async function withMembers(operation: Operation, work: (open: OpenMembers) => Promise<void>): Promise<void> {
  await withWhatAnswers(operation, async (open) => {
    const facts = await gatherAll([...open.hosts.values()], open.signal);
    await work({ ...open, facts });
  });
}

/** Says which nodes do not answer and are left as they are. */
export function noteMissing({ failures, reporter }: OpenMembers): void {
  for (const [host, { message }] of failures)
    reporter.report({ stage: 'connect', host, state: 'note', text: `left as it is: ${message}` });
}
