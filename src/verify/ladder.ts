import { judgeMapReduce, judgeSparkJob, judgeWorkers, judgeYarn, judgeYarnJob } from './cluster-rungs.ts';
import { type Finding, type RungName, rungNames, rungs } from './finding.ts';
import { judgeFile, judgeHdfs } from './hdfs-rungs.ts';
import { sayMaintenance } from './in-maintenance.ts';
import { judgeAnswers, judgePackaging, judgePorts, judgeReachable, judgeServices, judgeSteady } from './node-rungs.ts';
import type { NodeObservation, Observation } from './observation.ts';

type Judge = (observation: Observation) => Finding[];

/** What each rung says of what was observed. */
const judges: Readonly<Record<RungName, Judge>> = {
  reachable: onEachNode(judgeReachable),
  packaging: onEachNode(judgePackaging),
  service: onEachNode(judgeServices),
  port: onEachNode(judgePorts),
  answer: onEachNode(judgeAnswers),
  hdfs: judgeHdfs,
  file: judgeFile,
  yarn: judgeYarn,
  mapreduce: judgeMapReduce,
  workers: judgeWorkers,
  job: judgeSparkJob,
  'yarn-job': judgeYarnJob,
  steady: onEachNode(judgeSteady),
};

function onEachNode(judge: (node: NodeObservation) => Finding[]): Judge {
  return ({ nodes }) => nodes.flatMap(judge);
}

/** Says of everything that was observed whether it is as planned. A rung that fails does not stop the climb. Looks at nothing else. */
export function judge(observation: Observation, { withJobs = true } = {}): Finding[] {
  const names = rungNames.filter((name) => withJobs || !('needsJob' in rungs[name]));
  return sayMaintenance(
    names.flatMap((name) => judges[name](observation)),
    observation,
  );
}
