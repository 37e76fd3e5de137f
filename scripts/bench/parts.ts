import type { Bench } from './bench.ts';
import { measureBothAtRest } from './both-at-rest.ts';
import { measureChannels } from './channels.ts';
import { measureColdDeploy } from './cold-deploy.ts';
import { measureDistribution } from './distribution.ts';
import type { Figure } from './figure.ts';
import { measureFirstJob } from './first-job.ts';
import { measureHdfs } from './hdfs-throughput.ts';
import { measureNothingToDo } from './nothing-to-do.ts';
import type { Letter } from './options.ts';
import { measurePage } from './page.ts';
import { measurePlanning } from './planning.ts';
import { measureServing } from './serving.ts';
import { measureStartUp } from './start-up.ts';
import { measureUpgrade } from './upgrade.ts';

export interface Part {
  readonly letter: Letter;
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<readonly Figure[]>;
}

/** Everything that is measured. Adding a part means adding a row, its letter and its file. */
export const parts: readonly Part[] = [
  { letter: 'a', title: 'a second deploy with nothing to do', measure: measureNothingToDo },
  { letter: 'b', title: 'a cold deploy, artifacts built', measure: measureColdDeploy },
  { letter: 'c', title: 'planning, no host involved', measure: measurePlanning },
  { letter: 'd', title: 'start-up of the built program', measure: measureStartUp },
  {
    letter: 'e',
    title: 'deploy hadoop on blank hosts, artifacts built, to the first verified job',
    measure: measureFirstJob,
  },
  { letter: 'f', title: 'both components at rest', measure: measureBothAtRest },
  { letter: 'g', title: 'HDFS over the disk below it, 256 MB', measure: measureHdfs },
  { letter: 'h', title: 'one artifact of 500 MB to several nodes, links of 100 Mbit/s', measure: measureDistribution },
  { letter: 'i', title: 'upgrade of Hadoop and Spark on 3 hosts while a program runs', measure: measureUpgrade },
  { letter: 'j', title: 'channels: resolution and planning for 1000 hosts', measure: measureChannels },
  { letter: 'k', title: 'the API: status of 100 simulated nodes, and 1000 jobs', measure: measureServing },
  { letter: 'l', title: 'the page of bramble serve', measure: measurePage },
];
