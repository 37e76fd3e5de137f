import { randomBytes } from 'node:crypto';
import { BrambleError, type ErrorCode } from '../../errors.ts';
import type { OperationName } from '../../operations/option-rows.ts';
import type { Job } from '../schemas.ts';
import { lookingKinds } from './job-request.ts';

/** A job that is wanted. `options` are as the client wrote them. */
export interface Wish {
  readonly kind: OperationName;
  readonly cluster: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly sudoPassword?: string | undefined;
  readonly continues?: string;
}

/** How a job ended. */
export interface Outcome {
  readonly state: Exclude<Job['state'], 'running'>;
  readonly error?: unknown;
  readonly unwell?: ErrorCode | null;
}

const hint = 'POST …/continue does the same again and goes on where it stopped';

/** Why jobs end that were not done. */
export const cancelled = new BrambleError('INTERRUPTED', 'cancelled', { hint });
export const serverStops = new BrambleError('INTERRUPTED', 'the server was stopped in the middle of it', { hint });
export const serverDied = new BrambleError('INTERRUPTED', 'the server ended in the middle of it', { hint });
export const endUnknown = new BrambleError('INTERRUPTED', 'how it ended could not be written down', { hint });

/** The record of a job that begins. */
export function newJob({ kind, cluster, options, continues }: Wish): Job {
  return {
    id: randomBytes(8).toString('hex'),
    kind,
    cluster,
    options,
    state: 'running',
    started: new Date().toISOString(),
    finished: null,
    unwell: null,
    error: null,
    result: null,
    continues: continues ?? null,
  };
}

/** Whether a job changes nothing, and may run beside others. */
export function onlyLooks({ kind, options }: Pick<Job, 'kind' | 'options'>): boolean {
  return lookingKinds.has(kind) || options.dryRun === true;
}

/** How a job ended whose work threw. */
export function outcomeOf(error: unknown, { aborted, reason }: AbortSignal): Outcome {
  if (!aborted) return { state: 'failed', error };
  return { state: reason === cancelled ? 'cancelled' : 'interrupted', error: reason };
}
