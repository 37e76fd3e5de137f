import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../domain/events.ts';
import type { Checksum } from './download.ts';
import type { Ingredient } from './manifest.ts';
import { runTool } from './run-tool.ts';

export interface FetchOptions {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** What is known of Apache's files for one part once they are fetched and checked. */
export interface Origin {
  readonly origin: string;
  readonly checksum: Checksum;
  /** The parts of it that have a name, a sum and a licence of their own. */
  readonly contents: readonly Ingredient[];
}

/** Apache's files for one part, in this machine's cache. */
export interface Archive extends Origin {
  /** Lays them into a folder, each where upstream's archive has it. */
  readonly unpack: (folder: string, signal?: AbortSignal) => Promise<void>;
}

/** A single file that holds a part, known by its checksum: whoever has it may bring it. */
export interface KnownFile {
  readonly name: string;
  readonly origin: string;
  readonly checksum: Checksum;
  /** Its folders, and where the same ones stand in upstream's archive; absent where it is that archive. */
  readonly layout?: Readonly<Record<string, string>>;
}

/** Apache's files as the tar archive `path`, which is the known file. */
export function tarArchive(path: string, { origin, checksum, layout }: KnownFile): Archive {
  const unpack = async (folder: string, signal?: AbortSignal) => {
    await runTool(['tar', '-xf', path, '-C', folder, '--strip-components=1', '--no-same-owner'], { signal });
    if (layout !== undefined) await moveToLayout(folder, layout);
  };
  return { origin, checksum, contents: [], unpack };
}

async function moveToLayout(folder: string, layout: Readonly<Record<string, string>>): Promise<void> {
  const aside = `${folder}.registry`;
  await rename(folder, aside);
  for (const [from, to] of Object.entries(layout)) await move(join(aside, from), join(folder, to));
  await rm(aside, { recursive: true });
}

/** Moves a file or folder, and makes the folders above its new place. */
export async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
