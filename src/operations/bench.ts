import { randomBytes } from 'node:crypto';
import { type BenchRequest, benchCluster } from '../bench/bench-cluster.ts';
import { type BenchmarkName, benchmarkNames } from '../bench/benchmarks.ts';
import { chooseWorkers } from '../bench/choose-workers.ts';
import type { BenchRecord } from '../bench/record.ts';
import { parseScale } from '../bench/scale.ts';
import { recorded } from '../deploy/recorded.ts';
import { clusterComponents } from '../domain/cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { gatherAll } from '../session/gather.ts';
import { describeHolder } from './holder.ts';
import { type KeptRecord, keepRecord } from './kept-record.ts';
import { checkWritable } from './local-file.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderRecord } from './render/bench.ts';
import { version } from './version.ts';
import { type OpenCluster, withSession } from './with-session.ts';

type BenchOptions = OperationOptions<'bench'>;

/** Measures a cluster, shows the figures and writes the record, which it also does while it goes on. */
export async function bench(options: BenchOptions, operation: Operation): Promise<void> {
  const only = readNames(options.only ?? []);
  const settings = readSettings(options, operation);
  const file = options.output === undefined ? undefined : { flag: '--output', path: options.output };
  if (file !== undefined) await checkWritable(file);
  await withSession(operation, async (open) => {
    const kept = keepRecord(file, open.reporter.report);
    const record = await underLock(open, async (signal) => {
      const request = { ...(await requestOf(options, open)), settings, only, signal, keep: kept.keep };
      return await benchCluster(request);
    }).catch((error) => tellInterruption(error, kept, open));
    tell(record, open);
    await kept.write(record);
    if (file !== undefined)
      open.reporter.line(`written to ${file.path}; bramble report ${file.path} makes a page of it`);
  });
}

/** Other commands continue where they were interrupted; a measurement begins anew, and leaves what it has. */
function tellInterruption(error: unknown, { newest, place }: KeptRecord, { reporter }: OpenCluster): never {
  if (!(error instanceof BrambleError) || error.code !== 'INTERRUPTED') throw error;
  const record = newest();
  if (record !== undefined) reporter.result(record);
  const left =
    record === undefined ? 'no record is written' : `what was measured until then is ${place}, marked as incomplete`;
  throw new BrambleError('INTERRUPTED', `interrupted: what was made on the cluster is removed, and ${left}`, {
    hint: 'the same command begins anew',
  });
}

function readNames(words: readonly string[]): BenchmarkName[] {
  return words
    .flatMap((word) => word.split(','))
    .map((word) => {
      const name = benchmarkNames.find((one) => one === word.trim());
      if (name !== undefined) return name;
      throw new BrambleError('USAGE', `there is no benchmark "${word}"`, {
        hint: `one of ${benchmarkNames.join(', ')}`,
      });
    });
}

function readSettings(options: BenchOptions, { spec }: Operation): BenchRecord['settings'] {
  const { components, runs, scale, workers = 'n', warmUps } = options;
  const available = spec.nodes.filter(({ roles }) => roles.includes('worker')).length;
  return {
    what: whatOf(components ?? clusterComponents(spec)),
    scaleBytes: parseScale(scale),
    runs,
    warmUps,
    workers: available === 0 ? [] : chooseWorkers(workers, available),
  };
}

function whatOf(components: readonly ComponentName[]): BenchRecord['settings']['what'] {
  const [only] = components;
  return components.length === 1 && only !== undefined ? only : 'all';
}

/** Nobody may change the cluster meanwhile; nothing that the nodes would note is changed. */
async function underLock<Result>(
  { hosts, reporter, signal }: OpenCluster,
  work: (signal: AbortSignal) => Promise<Result>,
) {
  const undertaking = { hosts: [...hosts.values()], changes: [], holder: describeHolder('bramble bench') };
  return await recorded({ ...undertaking, report: reporter.report, signal }, work);
}

async function requestOf(
  { settle, jobTimeout }: BenchOptions,
  { spec, hosts, reporter, signal }: OpenCluster,
): Promise<Omit<BenchRequest, 'settings' | 'only' | 'signal' | 'keep'>> {
  return {
    members: { spec, hosts, facts: await gatherAll([...hosts.values()], signal) },
    id: randomBytes(6).toString('hex'),
    settleMs: settle * 1000,
    jobTimeoutMs: jobTimeout * 1000,
    report: reporter.report,
    bramble: version(),
  };
}

function tell(record: BenchRecord, { reporter }: OpenCluster): void {
  reporter.stop();
  reporter.line(renderRecord(record));
  reporter.result(record);
  if (record.measurements.some(({ runs }) => runs.some(({ valid }) => !valid))) reporter.unwell('ACTION_FAILED');
}
