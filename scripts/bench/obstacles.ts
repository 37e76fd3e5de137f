import { spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { labsFolder } from '../../src/lab/paths.ts';
import { hostsOfCold } from './cold-deploy.ts';
import { hostsOfDistribution } from './distribution.ts';
import { hostsOfHdfs } from './hdfs-throughput.ts';
import type { Letter, Options } from './options.ts';

const gb = 1e9;
const diskForBuild = 4 * gb;

/** What the virtual Pis of a part take of this machine. */
interface Need {
  readonly count: number;
  readonly memoryPerHost: number;
  /** What is sent, what is unpacked of it, what is written then, and the host's own files. */
  readonly diskPerHost: number;
}

const spark = { memoryPerHost: 0.7 * gb, diskPerHost: 2 * gb };
const hadoop = { memoryPerHost: 1.2 * gb, diskPerHost: 3 * gb };
const sending = { memoryPerHost: 0.3 * gb, diskPerHost: 0.8 * gb };
const both = { memoryPerHost: 1.6 * gb, diskPerHost: 4 * gb };

const needs: Readonly<Partial<Record<Letter, (options: Options) => Need>>> = {
  a: ({ hosts }) => ({ count: Math.max(...hosts), ...spark }),
  b: () => ({ count: hostsOfCold, ...spark }),
  e: () => ({ count: hostsOfCold, ...hadoop }),
  f: ({ hosts }) => ({ count: Math.max(...hosts), ...both }),
  g: () => ({ count: hostsOfHdfs, ...hadoop }),
  i: () => ({ count: hostsOfCold, memoryPerHost: 0.9 * gb, diskPerHost: 4 * gb }),
  h: () => ({ count: hostsOfDistribution, ...sending }),
};

/** Why this machine cannot measure what is asked for, or undefined. */
export async function findObstacle(options: Options): Promise<string | undefined> {
  const needed = options.letters.flatMap((letter) => needs[letter]?.(options) ?? []);
  if (needed.length === 0) return undefined;
  return missingRoot() ?? missingProgram() ?? missingDisk(needed) ?? missingMemory(needed);
}

const withoutLab = 'parts c, d, j, k and l need no virtual Pis: npm run bench -- c d j k l';

function missingRoot(): string | undefined {
  if (process.geteuid?.() === 0 || spawnSync('sudo', ['-n', 'true']).status === 0) return undefined;
  return `virtual Pis need root, or sudo without a password; ${withoutLab}`;
}

function missingProgram(): string | undefined {
  const missing = ['bash', 'ssh'].filter((name) => spawnSync(name, ['-V']).error !== undefined);
  return missing.length === 0 ? undefined : `missing: ${missing.join(', ')}`;
}

function missingDisk(needed: readonly Need[]): string | undefined {
  const folder = nearestThatExists(labsFolder);
  const { bavail, bsize } = statfsSync(folder);
  const most = Math.max(...needed.map(({ count, diskPerHost }) => count * diskPerHost)) + diskForBuild;
  if (bavail * bsize >= most) return undefined;
  return `${folder} has ${inGb(bavail * bsize)} free; the virtual Pis take up to ${inGb(most)}: choose fewer with --hosts; ${withoutLab}`;
}

function missingMemory(needed: readonly Need[]): string | undefined {
  const available = process.availableMemory();
  const most = Math.max(...needed.map(({ count, memoryPerHost }) => count * memoryPerHost));
  if (available >= most) return undefined;
  return `${inGb(available)} of memory are available; the virtual Pis take about ${inGb(most)}: choose fewer with --hosts`;
}

function nearestThatExists(folder: string): string {
  return existsSync(folder) ? folder : nearestThatExists(dirname(folder));
}

function inGb(bytes: number): string {
  return `${(bytes / gb).toFixed(1)} GB`;
}
