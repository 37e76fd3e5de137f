import type { Members } from '../deploy/members/members.ts';
import { type ClusterSession, openWhatAnswers } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import type { Operation } from './operation.ts';

/** A cluster with connections to what answers of it, and what is known of these nodes. */
export type OpenMembers = Operation & ClusterSession & Members;

/** Connects to what answers of a cluster, looks at it, works, and closes the connections. */
export async function withMembers(operation: Operation, work: (open: OpenMembers) => Promise<void>): Promise<void> {
  const session = await openWhatAnswers(operation.spec, operation.reach, operation.reporter.report);
  try {
    const facts = await gatherAll([...session.hosts.values()], operation.signal);
    await work({ ...operation, ...session, facts });
  } finally {
    await session.close();
  }
}

/** Says which nodes do not answer and are left as they are. */
export function noteMissing({ failures, reporter }: OpenMembers): void {
  for (const [host, { message }] of failures)
    reporter.report({ stage: 'connect', host, state: 'note', text: `left as it is: ${message}` });
}
