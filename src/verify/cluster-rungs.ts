import type { Finding } from './finding.ts';
import type { NodeObservation, Observation } from './observation.ts';

interface MasterWorker {
  readonly host: string;
  readonly state: string;
}

/** The master counts as many living workers as were planned, and by the same names. */
export function judgeWorkers({ nodes }: Observation): Finding[] {
  const planned = workerNames(nodes);
  const seen = masterWorkers(nodes);
  if (seen === undefined)
    return [{ rung: 'workers', state: 'failed', detail: 'no master answered', hint: 'bramble logs' }];
  const alive = seen.filter(({ state }) => state === 'ALIVE').map(({ host }) => nodeNamed(host, nodes));
  const missing = planned.filter((name) => !alive.includes(name));
  const extra = alive.filter((name) => !planned.includes(name));
  if (missing.length === 0 && extra.length === 0)
    return [{ rung: 'workers', state: 'passed', detail: `${alive.length} of ${planned.length} alive` }];
  const detail = [
    `${planned.length - missing.length} of ${planned.length} alive`,
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`not planned: ${extra.join(', ')}`] : []),
  ].join('; ');
  return [{ rung: 'workers', state: 'failed', detail, hint: `bramble logs ${missing[0] ?? extra[0]}` }];
}

/** A PySpark job came back with the right value, and every worker ran some of it. */
export function judgeJob({ nodes, job }: Observation): Finding[] {
  if (job === undefined) return [{ rung: 'job', state: 'skipped', detail: 'no master with a worker to run it' }];
  const tasks = Object.entries(job.tasksByNode).map(([host, count]) => `${nodeNamed(host, nodes)} ${count}`);
  const busy = new Set(Object.keys(job.tasksByNode).map((host) => nodeNamed(host, nodes)));
  const idle = workerNames(nodes).filter((name) => !busy.has(name));
  const problem = jobProblem(job, idle);
  if (problem === undefined)
    return [
      {
        rung: 'job',
        state: 'passed',
        detail: `${job.value} in ${Math.round(job.seconds)} s; tasks: ${tasks.join(', ')}`,
      },
    ];
  return [{ rung: 'job', state: 'failed', detail: problem, hint: 'bramble status', evidence: job.tail }];
}

function jobProblem(job: NonNullable<Observation['job']>, idle: readonly string[]): string | undefined {
  if (job.exitCode !== 0) return `the job ended with ${job.exitCode}`;
  if (job.value !== job.expected) return `the job returned ${job.value}, not ${job.expected}`;
  if (idle.length > 0) return `no task ran on ${idle.join(', ')}`;
  return undefined;
}

/** A daemon whose own name means loopback goes by its address instead. */
function nodeNamed(host: string, nodes: readonly NodeObservation[]): string {
  const byAddress = nodes.find(
    ({ seen }) => 'facts' in seen && seen.facts.network.addresses.some(({ address }) => address === host),
  );
  return byAddress?.name ?? host;
}

function workerNames(nodes: readonly NodeObservation[]): string[] {
  return nodes.filter(({ roles }) => roles.includes('worker')).map(({ name }) => name);
}

function masterWorkers(nodes: readonly NodeObservation[]): readonly MasterWorker[] | undefined {
  for (const { seen } of nodes) {
    const answer = 'answers' in seen ? seen.answers.master : undefined;
    if (answer?.kind !== 'answered') continue;
    const { workers } = (answer.json ?? {}) as { workers?: readonly MasterWorker[] }; // Spark's master page as JSON
    if (workers !== undefined) return workers;
  }
  return undefined;
}
