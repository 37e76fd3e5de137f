import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabState } from '../lab-state.ts';
import { labFolder, labsFolder } from '../paths.ts';

/** The lab of that name as this machine has it. Needs no root. */
export async function readLabState(lab: string): Promise<LabState | undefined> {
  try {
    return JSON.parse(await readFile(join(labFolder(lab), 'lab.json'), 'utf8'));
  } catch {
    return undefined; // none, or one that a crash of the machine has spoilt: its remains count as strays
  }
}

/** Every lab of this machine, running or not. Needs no root. */
export async function readAllLabStates(): Promise<LabState[]> {
  const names = await readdir(labsFolder).catch(() => []);
  const states = await Promise.all(names.sort().map(readLabState));
  return states.filter((state) => state !== undefined);
}

/** Keeps the state of a lab; a reader sees the old or the new, never half of it. */
export async function writeLabState(state: LabState): Promise<void> {
  await mkdir(labFolder(state.name), { recursive: true, mode: 0o755 });
  await writeWhole(join(labFolder(state.name), 'lab.json'), `${JSON.stringify(state, null, 2)}\n`);
}

/** Writes a file at once, by a new one in its place. */
export async function writeWhole(file: string, text: string, mode = 0o644): Promise<void> {
  await writeFile(`${file}.new`, text, { mode });
  await rename(`${file}.new`, file);
}
