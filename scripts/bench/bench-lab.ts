import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labDown } from '../../src/lab/lab-power.ts';
import { labUp } from '../../src/lab/lab-up.ts';
import { assignOses } from '../../src/lab/os.ts';
import type { RegisteredLab } from '../../src/lab/registry.ts';
import type { Bench } from './bench.ts';

/** Virtual Pis of one measurement, known only to it. */
export interface BenchLab {
  readonly lab: RegisteredLab;
  /** As `--hosts` takes it. */
  readonly hosts: string;
  /** For programs that are to see this lab and no other. */
  readonly env: NodeJS.ProcessEnv;
}

interface Shape {
  readonly count: number;
  /** One for all, or one for each, as `lab up --os` takes it. */
  readonly os: string;
  readonly memoryMb: number;
  readonly linkKbit?: number;
}

/** Brings virtual Pis up, measures on them and takes them down, whatever happens. */
export async function withLab<Result>(
  { count, os, ...limits }: Shape,
  { signal, say }: Bench,
  measure: (lab: BenchLab) => Promise<Result>,
): Promise<Result> {
  const name = `bench-${process.pid}-${count}`;
  const state = await mkdtemp(join(tmpdir(), 'bramble-bench-'));
  const env = { ...process.env, XDG_STATE_HOME: state, BRAMBLE_LAB: name };
  const hosts = hostNames(count);
  try {
    say(`lab "${name}": ${count} virtual Pis`);
    const { lab } = await labUp(
      { name, hosts, os: assignOses(os, hosts), ...limits },
      { env, report: () => {}, signal },
    );
    return await measure({ lab, hosts: hosts.join(','), env });
  } finally {
    await labDown(name, { env, report: () => {} });
    await rm(state, { recursive: true, force: true });
  }
}

function hostNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `bench${String(index + 1).padStart(2, '0')}`);
}
