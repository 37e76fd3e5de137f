import { nodeNamed } from './answers.ts';
import type { Finding, RungName } from './finding.ts';
import type { JobObservation, NodeObservation } from './observation.ts';

interface JobRule {
  readonly rung: RungName;
  /** Nodes that must have run some of it. */
  readonly mustWork: readonly string[];
  /** How many of them must have. */
  readonly atLeast: number;
  readonly hint: string;
}

type Nodes = readonly NodeObservation[];

/** A job came back with the right value, and enough nodes ran some of it. */
export function judgeJob(job: JobObservation, rule: JobRule, nodes: Nodes): Finding[] {
  const tasks = Object.entries(job.tasksByNode).map(([host, count]) => [nodeNamed(host, nodes), count] as const);
  const busy = new Set(tasks.map(([name]) => name));
  const { rung, hint } = rule;
  const problem = jobProblem(job, rule, busy);
  if (problem !== undefined) return [{ rung, state: 'failed', detail: problem, hint, evidence: job.tail }];
  const shares = tasks.map(([name, count]) => `${name} ${count}`).join(', ');
  return [{ rung, state: 'passed', detail: `${job.value} in ${Math.round(job.seconds)} s; tasks: ${shares}` }];
}

function jobProblem(
  job: JobObservation,
  { mustWork, atLeast }: JobRule,
  busy: ReadonlySet<string>,
): string | undefined {
  if (job.exitCode !== 0) return `the job ended with ${job.exitCode}`;
  if (job.value !== job.expected) return `the job returned ${job.value}, not ${job.expected}`;
  const idle = mustWork.filter((name) => !busy.has(name));
  if (mustWork.length - idle.length >= atLeast) return undefined;
  return `no task ran on ${idle.join(', ')}`;
}
