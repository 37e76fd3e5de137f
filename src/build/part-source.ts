import { basename } from 'node:path';
import { BrambleError } from '../errors.ts';
import { hashFile } from '../store/hash-file.ts';
import { type Archive, type FetchOptions, type KnownFile, tarArchive } from './archive.ts';
import { type Checksum, download, isReachable, isWhole } from './download.ts';
import type { Part } from './recipe.ts';
import type { RegistrySource } from './registry.ts';
import { mirrorsOf, registrySources } from './sources.ts';

/** Where the Apache parts come from; `auto` is upstream, and the registries where upstream cannot be reached. */
export type SourceChoice = 'auto' | 'upstream' | 'registry' | { readonly file: string };

interface ChoiceOptions extends FetchOptions {
  readonly choice: SourceChoice;
  /** What the component is called, for people. */
  readonly title: string;
}

/** The archive of a part whose source is an address. */
export async function fetchArchive(name: string, part: Part, options: ChoiceOptions): Promise<Archive> {
  const upstream = upstreamOf(name, part);
  const registry = registrySources[name];
  const { choice } = options;
  if (typeof choice === 'object') return fromFile(choice.file, options.title, [upstream, ...knownTo(registry)]);
  if (choice === 'registry') return fromRegistry(name, registry, options);
  if (choice === 'upstream' || registry === undefined) return fromUpstream(upstream, options);
  return (await isReachable(upstream.urls)) ? fromUpstream(upstream, options) : fallBack(name, registry, options);
}

interface Upstream extends KnownFile {
  readonly urls: readonly string[];
}

function upstreamOf(name: string, { source = '', 'source-checksum': sum }: Part): Upstream {
  const [, algorithm, hex] = /^(sha256|sha512)\/(\w+)$/.exec(sum ?? '') ?? [];
  if ((algorithm !== 'sha256' && algorithm !== 'sha512') || hex === undefined)
    throw new BrambleError('BUILD_FAILED', `part ${name} has no source-checksum`);
  return { urls: mirrorsOf(source), name: basename(source), origin: source, checksum: { algorithm, hex } };
}

async function fallBack(name: string, registry: RegistrySource, options: ChoiceOptions): Promise<Archive> {
  const text = `Apache's download sites cannot be reached; ${options.title} comes from ${registry.title}`;
  options.report({ stage: 'build', state: 'note', text });
  return fromRegistry(name, registry, options);
}

async function fromUpstream(upstream: Upstream, { report, signal }: FetchOptions): Promise<Archive> {
  const { urls, checksum } = upstream;
  const text = `fetching ${urls[0]}`;
  report({ stage: 'build', state: 'started', text });
  const onProgress = (fraction: number) => report({ stage: 'build', state: 'progress', text, fraction });
  return tarArchive(await download(urls, checksum, { signal, onProgress }), upstream);
}

async function fromRegistry(name: string, registry: RegistrySource | undefined, options: FetchOptions) {
  if (registry === undefined) throw new BrambleError('BUILD_FAILED', `part ${name} is in no package registry`);
  return registry.fetch(options);
}

function knownTo(registry: RegistrySource | undefined): KnownFile[] {
  return registry?.file === undefined ? [] : [registry.file];
}

/** A file of the user's, whatever its name: which one it is, its checksum tells. */
async function fromFile(path: string, title: string, known: readonly KnownFile[]): Promise<Archive> {
  for (const one of known) if (await isWhole(path, one.checksum)) return tarArchive(path, one);
  const found = await hashFile(path).catch((cause: unknown) => {
    throw new BrambleError('USAGE', `${path} cannot be read`, { cause });
  });
  throw new BrambleError('ARTIFACT_INVALID', `${path} is damaged or not an archive of ${title} that is known`, {
    evidence: [`its sha256 is ${found}`, ...known.map(describeKnown)].join('\n'),
    hint: 'fetch the file again',
  });
}

function describeKnown({ name, checksum: { algorithm, hex } }: { name: string; checksum: Checksum }): string {
  return `known: ${name} with ${algorithm} ${hex}`;
}
