import { judgeMapReduce, judgeSparkJob, judgeWorkers, judgeYarn, judgeYarnJob } from './cluster-rungs.ts';
import type { Finding, RungName } from './finding.ts';
import { judgeFile, judgeHdfs } from './hdfs-rungs.ts';
import { sayMaintenance } from './in-maintenance.ts';
import { judgeAnswers, judgePackaging, judgePorts, judgeReachable, judgeServices, judgeSteady } from './node-rungs.ts';
import type { NodeObservation, Observation } from './observation.ts';

interface Rung {
  readonly name: RungName;
  readonly title: string;
  /** Whether it takes a job to climb it. */
  readonly needsJob?: true;
  readonly judge: (observation: Observation) => Finding[];
}

/** From the ground up. A rung that fails does not stop the climb: everything is told. Adding one means adding a row. */
export const ladder: readonly Rung[] = [
  { name: 'reachable', title: 'every node answers over SSH', judge: onEachNode(judgeReachable) },
  { name: 'packaging', title: 'everything is installed as planned', judge: onEachNode(judgePackaging) },
  { name: 'service', title: 'every daemon is enabled and active', judge: onEachNode(judgeServices) },
  { name: 'port', title: 'every daemon listens', judge: onEachNode(judgePorts) },
  { name: 'answer', title: 'every daemon answers', judge: onEachNode(judgeAnswers) },
  { name: 'hdfs', title: 'HDFS is whole', judge: judgeHdfs },
  { name: 'file', title: 'a file comes back from HDFS as it was written', judge: judgeFile },
  { name: 'yarn', title: 'the ResourceManager counts all NodeManagers', judge: judgeYarn },
  {
    name: 'mapreduce',
    title: 'a MapReduce job is right and runs on several nodes',
    needsJob: true,
    judge: judgeMapReduce,
  },
  { name: 'workers', title: 'the master counts all workers', judge: judgeWorkers },
  { name: 'job', title: 'a job runs on every worker and is right', needsJob: true, judge: judgeSparkJob },
  { name: 'yarn-job', title: 'a Spark job on YARN is right', needsJob: true, judge: judgeYarnJob },
  { name: 'steady', title: 'no daemon restarted meanwhile', judge: onEachNode(judgeSteady) },
];

function onEachNode(judge: (node: NodeObservation) => Finding[]): (observation: Observation) => Finding[] {
  return ({ nodes }) => nodes.flatMap(judge);
}

/** Says of everything that was observed whether it is as planned. Looks at nothing else. */
export function judge(observation: Observation, { withJobs = true } = {}): Finding[] {
  const rungs = ladder.filter(({ needsJob }) => withJobs || needsJob !== true);
  return sayMaintenance(
    rungs.flatMap((rung) => rung.judge(observation)),
    observation,
  );
}
