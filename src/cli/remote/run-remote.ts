import type { Job } from '../../api/schemas.ts';
import type { ClusterFlags } from '../../config/resolve-cluster.ts';
import { type OptionRow, type OptionRows, writeBatch } from '../../domain/option.ts';
import type { StoreOperation } from '../../operations/operation.ts';
import { type OperationName, optionRows } from '../../operations/option-rows.ts';
import { askSecret } from '../ask.ts';
import type { ClusterOptions } from '../cluster-options.ts';
import { runReported } from '../run-operation.ts';
import { chooseCluster } from './choose-cluster.ts';
import { connectTo } from './connect-to.ts';
import { followJob } from './follow-job.ts';
import { checkLocalFiles, writeLocalFiles } from './local-files.ts';

type Told = Readonly<Record<string, unknown>>;

/** Has a server carry an operation out, and shows what it tells as if it were done here. */
export async function runRemote(
  kind: OperationName,
  own: Told,
  cluster: ClusterOptions & ClusterFlags & { readonly remote: string },
): Promise<void> {
  await checkLocalFiles(own);
  const client = await connectTo(cluster.remote);
  await runReported(cluster, async (operation) => {
    const body = {
      kind,
      options: writeOptions(optionRows[kind], own),
      ...(cluster.askSudoPassword && { sudoPassword: (await askSecret('sudo password on the hosts: ')).reveal() }),
    };
    const name = await chooseCluster(client, cluster, operation.signal);
    const job = await client.ask<Job>('POST', `/clusters/${name}/jobs`, { body }); // not given up: it would go on unseen
    await rememberResult(operation, own, async (listening) => await followJob(client, job.id, listening));
  });
}

/** Writes what a job told as its result, also of one that fails or is cancelled: what it had until then. */
async function rememberResult(
  { reporter, signal }: StoreOperation,
  own: Told,
  follow: (listening: StoreOperation) => Promise<void>,
): Promise<void> {
  let result: unknown;
  const remember = (value: unknown) => {
    result = value;
    reporter.result(value);
  };
  try {
    await follow({ signal, reporter: { ...reporter, result: remember } });
  } finally {
    await writeLocalFiles(own, result);
  }
}

/** Options as the body of a job has them; those that name files of this machine stay here. */
function writeOptions(rows: OptionRows, own: Told): Told {
  const told = Object.entries(own).filter(([key, value]) => value !== undefined && rows[key]?.local !== true);
  return Object.fromEntries(told.map(([key, value]) => [key, asWritten(rows[key], value)]));
}

function asWritten(row: OptionRow | undefined, value: unknown): unknown {
  return row?.type === 'batch' ? writeBatch(value as Parameters<typeof writeBatch>[0]) : value; // as its row has read it
}
