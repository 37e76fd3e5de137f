import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChannel } from '../../src/domain/channel.ts';
import type { Revision, StoreIndex } from '../../src/domain/release.ts';
import { addFile, type Candidate, emptyIndex, releaseTo } from '../../src/store/change-index.ts';

/** A file of Spark as it would be read from a tarball; change what the case is about. */
export function candidate(change: Partial<Candidate> = {}): Candidate {
  const arch = change.arch ?? 'arm64';
  const version = change.version ?? '4.2.0';
  const packaging = change.packaging ?? 'tarball';
  return {
    component: 'spark',
    arch,
    version,
    payloadId: `payload-${version}-${arch}`,
    recipe: `recipe-${version}`,
    glibc: '2.36',
    grade: 'stable',
    payloadBytes: 700,
    packaging,
    file: { sha256: hashLike(`${packaging}${version}${arch}`), sizeBytes: 500 },
    ...change,
  };
}

function hashLike(text: string): string {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
}

export const monday = '2026-11-23T10:00:00.000Z';

/** An index with these releases, made one after the other on one day. */
export function indexWith(...releases: readonly (readonly [string, Candidate?, string?])[]): StoreIndex {
  return releases.reduce((index, [channel, file = candidate(), at = monday]) => {
    const added = addFile(index, file);
    return releaseTo(added.index, added.revision, { channel: parseChannel(channel), at });
  }, emptyIndex);
}

/** The only revision with this version and architecture. */
export function revisionOf(index: StoreIndex, version: string, arch = 'arm64'): Revision | undefined {
  return index.revisions.find((one) => one.version === version && one.arch === arch);
}

interface TinyPayload {
  readonly version?: string;
  readonly arch?: string;
  readonly grade?: string;
  readonly component?: string;
  /** Bytes that do not compress, so that there is something to send. */
  readonly filler?: Buffer;
}

/** Packs a payload that holds nothing but what a release reads of it, as a tarball. */
export function packTarball(folder: string, payload: TinyPayload = {}): string {
  const tree = writePayload(folder, payload);
  const out = `${tree}.tar.gz`;
  execFileSync('tar', ['-czf', out, '-C', tree, '.']);
  return out;
}

/** The same as a snap. */
export function packSnap(folder: string, payload: TinyPayload = {}): string {
  const tree = writePayload(folder, payload);
  const out = `${tree}.snap`;
  execFileSync('mksquashfs', [tree, out, '-noappend', '-quiet', '-no-progress', '-all-root']);
  return out;
}

function writePayload(folder: string, payload: TinyPayload): string {
  const { version = '4.2.0', arch = 'arm64', grade = 'stable', component = 'spark', filler } = payload;
  const tree = join(folder, `${component}-${version}-${arch}`);
  mkdirSync(join(tree, 'meta'), { recursive: true });
  const manifest = {
    component,
    version,
    arch,
    payloadId: `payload-${version}-${arch}`,
    recipe: 'recipe-1',
    glibc: '2.36',
  };
  writeFileSync(join(tree, 'meta/bramble.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(tree, 'meta/snap.yaml'), `name: bramble-${component}\nversion: ${version}\ngrade: ${grade}\n`);
  if (filler !== undefined) writeFileSync(join(tree, 'filler'), filler);
  return tree;
}
