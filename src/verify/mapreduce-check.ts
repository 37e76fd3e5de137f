import { makeTemporaryFolder } from '../host/temporary-folder.ts';
import { type CheckPlace, findPlace, runScript, tailOf } from './check-place.ts';
import { numbersSum } from './file-check.ts';
import type { JobObservation } from './observation.ts';
import type { CheckRun } from './run-checks.ts';

// More than the containers of any one small node, so that others get some.
const maps = 6;

/** Adds the numbers of the file up by a streaming job, whose tasks say where they ran. */
export async function runMapReduceCheck(run: CheckRun): Promise<JobObservation | undefined> {
  const place = findPlace('resourcemanager', run) ?? findPlace('nodemanager', run);
  if (place === undefined) return undefined;
  const { request, report } = run;
  report({ stage: 'verify', host: place.node, state: 'started', text: 'run a MapReduce job on YARN' });
  const startedMs = Date.now();
  const { exitCode, stdout, stderr } = await runScript(place, script, {
    args: argsOf(place, run),
    timeoutMs: request.jobTimeoutMs,
    signal: request.signal,
  });
  const seconds = (Date.now() - startedMs) / 1000;
  return { exitCode, expected: numbersSum, seconds, tail: tailOf(stderr), ...parseStreaming(stdout) };
}

function argsOf({ packaging }: CheckPlace, { path }: CheckRun): string[] {
  const command = (name: string) => packaging.command('hadoop', name);
  return [
    `${packaging.common('hadoop')}/jobs`,
    command('mapred'),
    command('hdfs'),
    path,
    String(maps),
    mapper,
    reducer,
  ];
}

const mapper = `import os, sys, time
print("sum\\t%d" % sum(int(line) for line in sys.stdin))
print("node %s\\t1" % os.environ.get("NM_HOST", "?"))
time.sleep(1)
`;

const reducer = `import sys
totals = {}
for line in sys.stdin:
    key, value = line.rstrip("\\n").split("\\t")
    totals[key] = totals.get(key, 0) + int(value)
for key in sorted(totals):
    print("%s\\t%d" % (key, totals[key]))
`;

/** Keeps the programs in a folder that the service user can read while they run. */
const script = `set -u
jobs=$1 mapred=$2 hdfs=$3 path=$4 maps=$5
${makeTemporaryFolder('d', 'jobs', 'verify')}
printf %s "$6" > "$d/map.py"; printf %s "$7" > "$d/reduce.py"; chmod 755 "$d"; chmod 644 "$d"/*
"$mapred" streaming -D mapreduce.job.name="bramble verify" -D mapreduce.job.maps="$maps" -D mapreduce.job.reduces=1 \
  -files "$d/map.py,$d/reduce.py" -mapper 'bramble-python map.py' -reducer 'bramble-python reduce.py' \
  -input "$path" -output "$path.mapreduce" < /dev/null >&2 || exit
"$hdfs" dfs -cat "$path.mapreduce/part-*" < /dev/null`;

/** Lines such as `node red01<tab>2` and `sum<tab>125000250000`. */
export function parseStreaming(output: string): Pick<JobObservation, 'value' | 'tasksByNode'> {
  const rows = output.split('\n').flatMap((line) => {
    const [, key, value] = /^(sum|node \S+)\t(\d+)$/.exec(line.trimEnd()) ?? [];
    return key === undefined ? [] : [[key, Number(value)] as const];
  });
  const tasks = rows
    .filter(([key]) => key !== 'sum')
    .map(([key, count]) => [key.slice('node '.length), count] as const);
  return { value: rows.find(([key]) => key === 'sum')?.[1], tasksByNode: Object.fromEntries(tasks) };
}
