import type { Outcome } from './step.ts';
import { megabyte, mib } from './units.ts';

/** A counter in what a job prints at its end, such as `Map input records=10000` or `CHECKSUM=4f2a`. */
export function counterIn(output: string, name: string): string | undefined {
  const line = output.split('\n').find((one) => one.trim().startsWith(`${name}=`));
  return line?.trim().slice(name.length + 1);
}

/** Where TestDFSIO counts a megabyte, it means 2²⁰ bytes. */
export function parseDfsio(output: string, wanted: { readonly files: number; readonly megabytes: number }): Outcome {
  const figure = figuresIn(output);
  const throughput = figure('Throughput mb/sec');
  if (throughput === undefined) return nothing('TestDFSIO printed no throughput');
  const [files, megabytes] = [figure('Number of files'), figure('Total MBytes processed')];
  const valid = files === wanted.files && megabytes === wanted.megabytes;
  const mbps = (mibps: number | undefined) => ((mibps ?? 0) * mib) / megabyte;
  return {
    value: mbps(throughput),
    valid,
    ...(!valid && {
      reason: `${files} files with ${megabytes} MiB in place of ${wanted.files} with ${wanted.megabytes}`,
    }),
    details: {
      averageMbps: mbps(figure('Average IO rate mb/sec')),
      deviationMbps: mbps(figure('IO rate std deviation')),
      totalSeconds: figure('Test exec time sec') ?? 0,
    },
  };
}

/** Whether NNBench’s only map task came too late to begin with the others, as it counts it. */
export function missedStart(output: string): boolean {
  return (figuresIn(output)('# maps that missed the barrier') ?? 0) > 0;
}

/** Files in a second, by NNBench’s raw time: what it prints as `TPS: Create/Write/Close` counts two operations for each file. */
export function parseNnbench(output: string, files: number): Outcome {
  const figure = figuresIn(output);
  const [done, ms] = [figure('Successful file operations'), figure('RAW DATA: TPS Total (ms)')];
  if (done === undefined || !ms) return nothing('NNBench printed no time');
  const exceptions = figure('# exceptions');
  const valid = done === files && exceptions === 0 && !missedStart(output);
  const reason = `${done} of ${files} files, ${exceptions} exceptions`;
  return { value: (1000 * done) / ms, valid, ...(!valid && { reason }) };
}

/** The row below `DataLines Maps Reduces AvgTime (milliseconds)`, and whether every line came through the job. */
export function parseMrbench(output: string, lines: number): Outcome {
  const [, ms] = /^DataLines\s.*AvgTime.*\n\d+\s+\d+\s+\d+\s+(\d+)/m.exec(output) ?? [];
  if (ms === undefined) return nothing('MRBench printed no time');
  const came = Number(counterIn(output, 'Reduce output records'));
  return {
    value: Number(ms) / 1000,
    valid: came === lines,
    ...(came !== lines && { reason: `${came} of ${lines} lines` }),
  };
}

interface Sorted {
  /** What TeraGen counted as it made the rows: the low eight bytes of their sum, as a signed number. */
  readonly generated: string | undefined;
  readonly rows: number;
}

/** TeraValidate is content with rows in order; whether they are the ones that were made, the sum and the number tell. */
export function judgeSorted(output: string, report: string, { generated, rows }: Sorted): string | undefined {
  const lines = report.split('\n').filter((line) => line !== '');
  const [, sum] = /^checksum\t([0-9a-f]+)$/.exec(lines[0] ?? '') ?? [];
  if (sum === undefined || lines.length > 1) return `TeraValidate: ${lines[0] ?? 'no checksum'}`;
  const counted = Number(counterIn(output, 'Map input records'));
  if (counted !== rows) return `${counted} of ${rows} rows`;
  const low = (value: bigint) => BigInt.asUintN(64, value);
  const isSame = generated !== undefined && low(BigInt(generated)) === low(BigInt(`0x${sum}`));
  return isSame ? undefined : `rows of checksum ${sum} are not those that were made (${generated})`;
}

/** `   # exceptions: 0`, also behind the time and the class of a line of a log. */
function figuresIn(output: string): (name: string) => number | undefined {
  const lines = output.split('\n').map((line) => line.replace(/^.* INFO \w+: +/, '').trim());
  return (name) => {
    const line = lines.find((one) => one.startsWith(`${name}: `));
    const value = Number(line?.slice(name.length + 2));
    return Number.isFinite(value) ? value : undefined;
  };
}

function nothing(reason: string): Outcome {
  return { value: null, valid: false, reason };
}
