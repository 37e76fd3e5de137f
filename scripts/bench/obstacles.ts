import { spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { labsFolder } from '../../src/lab/paths.ts';
import { hostsOfCold } from './cold-deploy.ts';
import type { Options } from './options.ts';

const gb = 1e9;
// What is sent, what is unpacked of it, and the host's own files; and, once, what a build needs.
const diskPerHost = 2 * gb;
const diskForBuild = 4 * gb;
const memoryPerHost = 0.7 * gb;

/** Why this machine cannot measure what is asked for, or undefined. */
export async function findObstacle({ letters, hosts }: Options): Promise<string | undefined> {
  const most = Math.max(...(letters.includes('a') ? hosts : []), ...(letters.includes('b') ? [hostsOfCold] : []));
  if (most <= 0) return undefined;
  return missingRoot() ?? missingProgram() ?? missingDisk(most) ?? missingMemory(most);
}

const withoutLab = 'parts c and d need no virtual Pis: npm run bench -- c d';

function missingRoot(): string | undefined {
  if (process.geteuid?.() === 0 || spawnSync('sudo', ['-n', 'true']).status === 0) return undefined;
  return `virtual Pis need root, or sudo without a password; ${withoutLab}`;
}

function missingProgram(): string | undefined {
  const missing = ['bash', 'ssh'].filter((name) => spawnSync(name, ['-V']).error !== undefined);
  return missing.length === 0 ? undefined : `missing: ${missing.join(', ')}`;
}

function missingDisk(count: number): string | undefined {
  const folder = nearestThatExists(labsFolder);
  const { bavail, bsize } = statfsSync(folder);
  const needed = count * diskPerHost + diskForBuild;
  if (bavail * bsize >= needed) return undefined;
  return `${folder} has ${inGb(bavail * bsize)} free; ${count} virtual Pis take up to ${inGb(needed)}: choose fewer with --hosts; ${withoutLab}`;
}

function missingMemory(count: number): string | undefined {
  const available = process.availableMemory();
  const needed = count * memoryPerHost;
  if (available >= needed) return undefined;
  return `${inGb(available)} of memory are available; ${count} virtual Pis with Spark take about ${inGb(needed)}: choose fewer with --hosts`;
}

function nearestThatExists(folder: string): string {
  return existsSync(folder) ? folder : nearestThatExists(dirname(folder));
}

function inGb(bytes: number): string {
  return `${(bytes / gb).toFixed(1)} GB`;
}
