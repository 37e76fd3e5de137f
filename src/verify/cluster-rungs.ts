import { keyOn } from '../facts/key-on.ts';
import { nodeNamed, planned, sparkWorkers, yarnNodes } from './answers.ts';
import { compareSets } from './compare-sets.ts';
import type { Finding } from './finding.ts';
import { judgeJob } from './job-verdict.ts';
import type { Observation } from './observation.ts';

/** The master counts as many living workers as were planned, and by the same names. */
export function judgeWorkers({ nodes }: Observation): Finding[] {
  if (planned('master', nodes).length === 0) return [];
  const seen = sparkWorkers(nodes);
  if (seen === undefined)
    return [{ rung: 'workers', state: 'failed', detail: 'no master answered', hint: 'bramble logs' }];
  const alive = seen.filter(({ state }) => state === 'ALIVE').map(({ host }) => nodeNamed(host, nodes));
  return [{ rung: 'workers', ...compareSets(planned('worker', nodes), alive, 'alive') }];
}

/** A PySpark job came back with the right value, and every worker ran some of it. */
export function judgeSparkJob({ nodes, checks: { job } }: Observation): Finding[] {
  const workers = planned('worker', nodes);
  if (workers.length === 0) return [];
  if (job === undefined) return [{ rung: 'job', state: 'skipped', detail: 'no master with a worker to run it' }];
  return judgeJob(job, { rung: 'job', mustWork: workers, atLeast: workers.length, hint: 'bramble status' }, nodes);
}

/** The same program came back with the right value from YARN. */
export function judgeYarnJob({ nodes, checks: { yarnJob } }: Observation): Finding[] {
  const managers = planned('nodemanager', nodes);
  if (planned('master', nodes).length === 0 || managers.length === 0) return [];
  if (yarnJob === undefined)
    return [{ rung: 'yarn-job', state: 'skipped', detail: 'no ResourceManager with a NodeManager to run it' }];
  const rule = { rung: 'yarn-job', mustWork: managers, atLeast: 1, hint: 'bramble logs --role nodemanager' } as const;
  return judgeJob(yarnJob, rule, nodes);
}

/** The ResourceManager counts as many running NodeManagers as were planned, by the same names and with their memory. */
export function judgeYarn({ nodes }: Observation): Finding[] {
  const managers = planned('nodemanager', nodes);
  if (planned('resourcemanager', nodes).length === 0) return [];
  const seen = yarnNodes(nodes);
  if (seen === undefined)
    return [{ rung: 'yarn', state: 'failed', detail: 'no ResourceManager answered', hint: 'bramble logs' }];
  const running = seen.filter(({ state }) => state === 'RUNNING');
  const memoryMb = running.reduce((sum, one) => sum + one.memoryMb, 0);
  const names = running.map(({ name }) => nodeNamed(name, nodes));
  return [
    { rung: 'yarn', ...compareSets(managers, names, 'NodeManagers running') },
    { rung: 'yarn', ...compareMemory(nodes, memoryMb) },
  ];
}

function compareMemory(nodes: Observation['nodes'], memoryMb: number): Pick<Finding, 'state' | 'detail' | 'hint'> {
  const offered = nodes.map(({ seen, roles }) =>
    'facts' in seen && roles.includes('nodemanager') ? Number(keyOn('hadoop', 'yarn.memory-mb', seen.facts)) : 0,
  );
  const wantedMb = offered.reduce((sum, one) => sum + one, 0);
  if (wantedMb === memoryMb) return { state: 'passed', detail: `${memoryMb} MB for containers` };
  const detail = `${memoryMb} MB for containers, where ${wantedMb} MB were set`;
  return { state: 'failed', detail, hint: 'bramble logs --role nodemanager' };
}

/** A MapReduce job came back with the right result, and its tasks ran on more than one node. */
export function judgeMapReduce({ nodes, checks: { mapreduce } }: Observation): Finding[] {
  const managers = planned('nodemanager', nodes);
  if (managers.length === 0) return [];
  if (mapreduce === undefined)
    return [{ rung: 'mapreduce', state: 'skipped', detail: 'there is no HDFS or YARN to run it' }];
  const atLeast = Math.min(2, managers.length);
  const rule = { rung: 'mapreduce', mustWork: managers, atLeast, hint: 'bramble logs --role nodemanager' } as const;
  return judgeJob(mapreduce, rule, nodes);
}
