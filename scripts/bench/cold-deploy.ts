import type { Artifact } from '../../src/domain/artifact.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { runBramble } from './deployed.ts';
import { type Figure, figure } from './figure.ts';
import { artifactFor, buildArtifacts } from './lab-artifacts.ts';
import { receivedBytes } from './open-ssh.ts';
import { measureSending } from './sending.ts';
import { type StageTime, timeStages } from './stage-times.ts';

/** Hosts of the cold deploy: both kinds, as in the tutorial. */
export const hostsOfCold = 3;

const shape = { count: hostsOfCold, os: 'ubuntu,ubuntu,raspios', memoryMb: 2048 };
const defaultRuns = 3;
const aim = 1.3;

/** Part b: Spark on three blank hosts of both kinds, several times, and the sending of one artifact by itself. */
export async function measureColdDeploy(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const artifacts = await buildArtifacts('spark', bench);
  return await withLab(shape, bench, async (lab) => [
    ...(await measureDeploys(lab, artifacts, bench)),
    ...(await measureSending(lab, artifacts, bench)),
  ]);
}

interface Run {
  readonly stages: readonly StageTime[];
  readonly wallS: number;
  readonly bytesOverArtifacts: number;
}

async function measureDeploys(lab: BenchLab, artifacts: readonly Artifact[], bench: Bench): Promise<Figure[]> {
  const { runs: count = defaultRuns, signal, say } = bench;
  const runs: Run[] = [];
  for (let at = 1; at <= count; at += 1) {
    say(`cold deploy ${at} of ${count}`);
    if (at > 1) await runBramble(lab, ['uninstall', 'spark', '--purge', '--yes'], signal);
    runs.push(await deployCold(lab, artifacts, signal));
  }
  return summarize(runs);
}

async function deployCold(lab: BenchLab, artifacts: readonly Artifact[], signal: AbortSignal): Promise<Run> {
  const before = await allReceived(lab, signal);
  const { lines, wallS, result } = await runBramble(lab, ['deploy', 'spark'], signal);
  const sent = (await allReceived(lab, signal)) - before;
  if (result.healthy !== true) throw new Error('the deployed cluster is not healthy');
  return { stages: timeStages(lines), wallS, bytesOverArtifacts: sent / bytesToSend(lab, artifacts) };
}

async function allReceived({ lab }: BenchLab, signal: AbortSignal): Promise<number> {
  const counts = await Promise.all(lab.hosts.map(({ address }) => receivedBytes(lab, address, signal)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function bytesToSend({ lab }: BenchLab, artifacts: readonly Artifact[]): number {
  return lab.hosts.reduce((sum, { os }) => sum + artifactFor(os, artifacts).sizeBytes, 0);
}

function summarize(runs: readonly Run[]): Figure[] {
  const names = [...new Set(runs.flatMap(({ stages }) => stages.map(({ name }) => name)))];
  const secondsOf = (name: string) =>
    runs.flatMap(({ stages }) => stages.filter((stage) => stage.name === name).map(({ seconds }) => seconds));
  return [
    figure(
      { name: 'the whole deploy', unit: 's' },
      runs.map(({ wallS }) => wallS),
    ),
    ...names.map((name) => figure({ name, unit: 's' }, secondsOf(name))),
    figure(
      { name: 'bytes received by the hosts over the size of what they are sent', unit: 'x', aim },
      runs.map((run) => run.bytesOverArtifacts),
    ),
  ];
}
