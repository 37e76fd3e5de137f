import { cp, link, lstat, mkdir, readFile, readlink, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Arch } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { fetchPackages, type Package } from './apt-archive.ts';
import { move, type Origin } from './archive.ts';
import { listTree } from './file-tree.ts';
import { planMoves, selectPaths } from './fileset.ts';
import { relativiseLinks } from './links.ts';
import { fetchArchive, type SourceChoice } from './part-source.ts';
import type { Part } from './recipe.ts';
import { runTool } from './run-tool.ts';

export interface PartContext {
  /** What the component is called, for people. */
  readonly title: string;
  readonly arch: Arch;
  readonly choice: SourceChoice;
  /** Folder of the snap; local sources are beside or below it. */
  readonly project: string;
  /** An empty folder for this part. */
  readonly work: string;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** What a part brought: where its files are, which of them are staged, and where they came from. */
export interface MadePart {
  readonly name: string;
  readonly folder: string;
  readonly paths: readonly string[];
  readonly archive?: Origin;
  readonly packages: readonly Package[];
}

/** Carries out one part of a snapcraft.yaml: source, packages, organize, stage. */
export async function makePart(name: string, part: Part, context: PartContext): Promise<MadePart> {
  const folder = join(context.work, name);
  await mkdir(folder, { recursive: true });
  const packages = await unpackPackages(folder, part, context);
  const archive = await unpackSource(name, part, { ...context, work: folder });
  await relativiseLinks(folder);
  await organize(folder, part);
  const paths = selectPaths(await leavesOf(folder), part.stage);
  return { name, folder, ...withoutIdlePackages(paths, packages), ...(archive === undefined ? {} : { archive }) };
}

interface UnpackedPackage extends Package {
  readonly paths: readonly string[];
}

async function unpackPackages(folder: string, part: Part, context: PartContext): Promise<UnpackedPackage[]> {
  const names = part['stage-packages'];
  if (names.length === 0) return [];
  const { arch, report, signal } = context;
  report({ stage: 'build', state: 'started', text: `fetching the ${arch} packages of ${names.join(', ')}` });
  const unpacked = [];
  for (const one of await fetchPackages(names, { arch, signal })) {
    await runTool(['dpkg-deb', '-x', one.file, folder], { signal });
    unpacked.push({ ...one, paths: await pathsIn(one, signal) });
  }
  return unpacked;
}

async function pathsIn({ file }: Package, signal: AbortSignal | undefined): Promise<string[]> {
  const listing = await runTool(['dpkg-deb', '-c', file], { signal });
  return listing.split('\n').flatMap((line) => /\s\.\/(\S*[^/\s])(?: -> .*)?$/.exec(line)?.[1] ?? []);
}

async function unpackSource(name: string, part: Part, context: PartContext): Promise<Origin | undefined> {
  const { source } = part;
  const folder = context.work;
  if (part.plugin === 'nil' || source === undefined) return undefined;
  if (!source.includes('://')) {
    await cp(await localSource(context.project, source), folder, { recursive: true, verbatimSymlinks: true });
    return undefined;
  }
  const archive = await fetchArchive(name, part, context);
  await archive.unpack(folder, context.signal);
  return archive;
}

/** Inside the project, or beside it: the node kit is shared and laid into a project only for snapcraft itself. */
async function localSource(project: string, source: string): Promise<string> {
  for (const path of [join(project, source), join(dirname(project), source)])
    if (await stat(path).catch(() => undefined)) return path;
  throw new BrambleError('BUILD_FAILED', `${basename(project)}: the source ${source} is not there`);
}

async function organize(folder: string, part: Part): Promise<void> {
  for (const { from, to } of planMoves(part.organize, await leavesOf(folder)))
    await move(join(folder, from), join(folder, to));
}

async function leavesOf(folder: string): Promise<string[]> {
  const entries = await listTree(folder);
  return entries.filter(({ kind }) => kind !== 'folder').map(({ path }) => path);
}

/** A package of which nothing but its copyright notice is staged was fetched for nothing, and goes. */
function withoutIdlePackages(paths: readonly string[], packages: readonly UnpackedPackage[]) {
  const names = new Set(paths.map((path) => basename(path)));
  const isIdle = (one: UnpackedPackage) =>
    !one.paths.some((path) => !path.startsWith('usr/share/doc/') && names.has(basename(path)));
  const idle = new Set(packages.filter(isIdle).map(({ name }) => `usr/share/doc/${name}/copyright`));
  return {
    paths: paths.filter((path) => !idle.has(path)),
    packages: packages.filter((one) => !isIdle(one)).map(({ name, version, file }) => ({ name, version, file })),
  };
}

/** Lays the staged files of a part into the payload. Two parts may bring the same file, but not two different ones. */
export async function primePart({ name, folder, paths }: MadePart, payload: string): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(payload, path)), { recursive: true });
    await primeFile(join(folder, path), join(payload, path)).catch((cause: unknown) => {
      throw new BrambleError('BUILD_FAILED', `part ${name} has a ${path} that differs from that of an earlier part`, {
        cause,
      });
    });
  }
}

async function primeFile(from: string, to: string): Promise<void> {
  const there = await lstat(to).catch(() => undefined);
  if (there !== undefined) return mustBeSame(from, to);
  const found = await lstat(from);
  await (found.isSymbolicLink() ? symlink(await readlink(from), to) : link(from, to));
}

async function mustBeSame(from: string, to: string): Promise<void> {
  const [one, other] = await Promise.all([readFile(from), readFile(to)]);
  if (!one.equals(other)) throw new Error('the contents differ');
}
