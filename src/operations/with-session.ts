import { type ClusterSession, openSession, openWhatAnswers } from '../session/cluster-session.ts';
import type { Operation } from './operation.ts';

/** A cluster with connections to its nodes. */
export type OpenCluster = Operation & ClusterSession;

type Work = (open: OpenCluster) => Promise<void>;

/** Connects to all nodes of the cluster, works, and closes the connections. */
export async function withSession(operation: Operation, work: Work): Promise<void> {
  await using(openSession, operation, work);
}

/** The same with those nodes that answer. */
export async function withWhatAnswers(operation: Operation, work: Work): Promise<void> {
  await using(openWhatAnswers, operation, work);
}

async function using(open: typeof openSession, operation: Operation, work: Work): Promise<void> {
  const session = await open(operation.spec, operation.reach, operation.reporter.report);
  try {
    await work({ ...operation, ...session });
  } finally {
    await session.close();
  }
}
