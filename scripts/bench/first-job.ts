import type { Artifact } from '../../src/domain/artifact.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { hostsOfCold } from './cold-deploy.ts';
import { type Result, runBramble } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { buildArtifacts } from './lab-artifacts.ts';
import { sendAndUnpack } from './send-and-unpack.ts';
import { type StageTime, timeStages } from './stage-times.ts';

const shape = { count: hostsOfCold, os: 'ubuntu,ubuntu,raspios', memoryMb: 3072 };
const defaultRuns = 3;

/** Part e: Hadoop on three blank hosts of both kinds until its first job is proven, over the least of it by itself. */
export async function measureFirstJob(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const artifacts = await buildArtifacts('hadoop', bench);
  return await withLab(shape, bench, async (lab) => summarize(await takeTurns(lab, artifacts, bench)));
}

/** How long something took, and, of a deploy, its stages. */
interface Sample {
  readonly wallS: number;
  readonly stages: readonly StageTime[];
}

async function takeTurns(lab: BenchLab, artifacts: readonly Artifact[], { runs = defaultRuns, signal, say }: Bench) {
  const sending = async () => ({ wallS: await sendAndUnpack(lab, artifacts, signal), stages: [] });
  await sending(); // the artifacts are read from the disk once, for neither
  return await interleave<'sending' | 'deploy' | 'verify', Sample>(
    { runs, warmUps: 0, signal },
    {
      sending,
      deploy: async () => {
        say('deploying on blank hosts');
        return await proven(lab, ['deploy', 'hadoop'], signal);
      },
      verify: async () => {
        const sample = await proven(lab, ['verify', 'hadoop'], signal);
        await runBramble(lab, ['uninstall', 'hadoop', '--purge', '--yes'], signal);
        return sample;
      },
    },
  );
}

async function proven(lab: BenchLab, words: readonly string[], signal: AbortSignal): Promise<Sample> {
  const { wallS, lines, result } = await runBramble(lab, words, signal);
  checkJob(words, result);
  return { wallS, stages: timeStages(lines) };
}

/** A deploy without a job that was right has not come as far as it is measured to. */
function checkJob(words: readonly string[], { healthy, findings = [] }: Result): void {
  const isProven = findings.some(({ rung, state }) => rung === 'mapreduce' && state === 'passed');
  if (healthy !== true || !isProven) throw new Error(`bramble ${words.join(' ')}: no MapReduce job was proven`);
}

/** Figures of rounds: the deploy over what it cannot do without, and what share of it each stage is. */
export function summarize({ sending, deploy, verify }: Record<'sending' | 'deploy' | 'verify', Sample[]>): Figure[] {
  const wall = (samples: readonly Sample[]) => samples.map(({ wallS }) => wallS);
  const least = sending.map(({ wallS }, run) => wallS + (verify[run]?.wallS ?? Number.NaN));
  const stages = deploy[0]?.stages.map(({ name }) => name) ?? [];
  const secondsOf = (name: string) =>
    deploy.map((one) => one.stages.find((stage) => stage.name === name)?.seconds ?? 0);
  return [
    figure({ name: 'from deploy hadoop to the first verified job', unit: 's' }, wall(deploy)),
    figure({ name: 'the same files by ssh, unpacked where they are tarballs', unit: 's' }, wall(sending)),
    figure({ name: 'verify by itself, afterwards', unit: 's' }, wall(verify)),
    ratio({ name: 'the deploy over files by ssh and verify by itself' }, wall(deploy), least),
    ...stages.map((name) => ratio({ name: `${name}: share of the deploy` }, secondsOf(name), wall(deploy))),
  ];
}
