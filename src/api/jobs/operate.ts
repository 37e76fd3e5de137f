import { ZodError } from 'zod';
import type { ClusterSpec } from '../../domain/cluster.ts';
import { Secret } from '../../domain/secret.ts';
import { BrambleError } from '../../errors.ts';
import type { Operation, Reporter } from '../../operations/operation.ts';
import type { AnyOperation } from '../../operations/operations.ts';
import type { OperationName } from '../../operations/option-rows.ts';
import { readOptions } from '../../operations/option-schema.ts';
import type { Wish } from './job-record.ts';

/** What is to be done, with everything read and checked. */
export interface Task {
  readonly kind: OperationName;
  readonly spec: ClusterSpec;
  readonly options: object;
  readonly sudoPassword: string | undefined;
  readonly signal: AbortSignal;
}

/** How operations are found, and hosts reached. */
export interface Means {
  readonly loadOperation: (kind: OperationName) => Promise<AnyOperation>;
  readonly reach: (spec: ClusterSpec) => Operation['reach'];
}

/** Carries an operation out as the command line does, for somebody who cannot be asked. */
export async function operate(task: Task, reporter: Reporter, { loadOperation, reach }: Means): Promise<void> {
  const { kind, spec, options, signal } = task;
  const work = await loadOperation(kind);
  const sudoPassword = task.sudoPassword === undefined ? undefined : new Secret(task.sudoPassword);
  const confirm = async (question: string) => {
    reporter.line(question);
    return false; // only `yes` among the options says so
  };
  await work(options, { spec, reporter, signal, confirm, reach: { ...reach(spec), signal, sudoPassword } });
}

/** Options as the operation takes them. Throws REFUSED where they were written by a bramble that had others. */
export function optionsOf({ kind, options }: Wish): object {
  try {
    return readOptions(kind, options);
  } catch (cause) {
    if (!(cause instanceof ZodError)) throw cause;
    throw new BrambleError('REFUSED', `the options of this ${kind} are not those of this version of bramble`, {
      hint: 'begin it anew, with the options that it has now',
      cause: new Error(cause.issues.map(({ message }) => message).join('; ')),
    });
  }
}
