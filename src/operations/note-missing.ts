import type { ClusterSession } from '../session/cluster-session.ts';
import type { Reporter } from './operation.ts';

/** Tells of each node that could not be reached, where a command goes on without it. */
export function noteMissing({ failures }: Pick<ClusterSession, 'failures'>, { report }: Reporter): void {
  for (const [host, { message }] of failures) report({ stage: 'connect', host, state: 'failed', text: message });
}
