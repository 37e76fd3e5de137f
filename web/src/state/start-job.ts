import type { Job } from '../../../src/api/schemas.ts';
import type { OperationName } from '../../../src/operations/option-rows.ts';
import { client, noteAnswer } from './session.ts';

interface Wish {
  readonly kind: OperationName;
  readonly options: Readonly<Record<string, unknown>>;
  /** '' where sudo asks for none. Sent, and kept nowhere. */
  readonly password: string;
}

/** Begins a job on a cluster. */
export async function startJob(cluster: string, { kind, options, password }: Wish): Promise<Job> {
  try {
    const secret = password === '' ? {} : { sudoPassword: password };
    const job = await client.post<Job>(`clusters/${encodeURIComponent(cluster)}/jobs`, { kind, options, ...secret });
    noteAnswer();
    return job;
  } catch (error) {
    noteAnswer(error);
    throw error;
  }
}
