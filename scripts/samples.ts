// Records what the manual shows of bramble's output: scripts/samples.ts [anywhere|both|spark]; then `npm run generate` puts it into the pages.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutHosts } from './samples/anywhere.ts';
import { ofBoth, ofSpark } from './samples/in-lab.ts';
import { record, take } from './samples/record.ts';
import type { Sample } from './samples/sample.ts';

const sets: Readonly<Record<string, () => void>> = {
  anywhere: () => record(withoutHosts, folder),
  both: () => recordInLab(ofBoth),
  spark: () => recordInLab(ofSpark),
};
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sets);
const folder = mkdtempSync(join(tmpdir(), 'bramble-samples-'));
try {
  for (const name of names) sets[name]?.();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Times that a busy machine takes stand in the manual as if they were those of bramble. */
function warnWhenBusy(): void {
  const [load = 0] = loadavg();
  if (load > availableParallelism())
    console.warn(`The load of this machine is ${load.toFixed(1)}: the times in the samples will be too long.`);
}

/** Boots two virtual Pis; whatever happens, they do not stay. */
function recordInLab(samples: readonly Sample[]): void {
  warnWhenBusy();
  try {
    record(samples, folder);
  } finally {
    take({ command: 'bramble lab down --name samples' }, folder);
  }
}
