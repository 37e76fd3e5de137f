import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PackagingName } from '../domain/artifact.ts';
import { componentNames } from '../domain/components.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import type { Candidate } from '../store/change-index.ts';
import { hashFile } from '../store/hash-file.ts';
import { runTool } from './run-tool.ts';
import { ensureTools, type Tool } from './tools.ts';

interface Context {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** What a snap or tarball of bramble is, read from the file itself. Rejects one that is damaged or of another origin. */
export async function readArtifact(path: string, { report, signal }: Context): Promise<Candidate> {
  const packaging = await packagingOf(path);
  const { tools, read, measure } = readers[packaging];
  await ensureTools(tools, report, signal);
  try {
    const [manifest, meta, payloadBytes] = [
      manifestSchema.parse(JSON.parse(await read(path, 'meta/bramble.json', signal))),
      metaSchema.parse(parse(await read(path, 'meta/snap.yaml', signal))),
      await measure(path, signal),
    ];
    const [sha256, { size }] = [await hashFile(path), await stat(path)];
    return { ...manifest, ...meta, payloadBytes, packaging, file: { sha256, sizeBytes: size } };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw notOurs(path, `is a ${packaging} that is damaged or was not made by bramble`, cause);
  }
}

const manifestSchema = z.object({
  component: z.enum(componentNames),
  version: z.string(),
  arch: z.enum(['amd64', 'arm64']),
  payloadId: z.string().min(1),
  recipe: z.string(),
  glibc: z.string(),
});

const metaSchema = z.object({ grade: z.enum(['stable', 'devel']).default('stable') });

interface Reader {
  readonly tools: readonly Tool[];
  /** One small file of the payload. */
  readonly read: (path: string, name: string, signal?: AbortSignal) => Promise<string>;
  /** Size of the payload when unpacked; fails where the file is cut off. */
  readonly measure: (path: string, signal?: AbortSignal) => Promise<number>;
}

const readers: Readonly<Record<PackagingName, Reader>> = {
  snap: {
    tools: ['unsquashfs'],
    read: (path, name, signal) => runTool(['unsquashfs', '-cat', path, name], { signal }),
    measure: async (path, signal) => sumSizes(await runTool(['unsquashfs', '-lln', path], { signal })),
  },
  tarball: {
    tools: ['tar', 'gzip'],
    read: (path, name, signal) => runTool(['tar', '-xzOf', path, `./${name}`], { signal }),
    measure: countUnpacked,
  },
};

/** `-rwxr-xr-x 0/0                     782 2026-01-01 00:00 squashfs-root/bin/bramble-python` */
function sumSizes(listing: string): number {
  const sizes = listing.split('\n').map((line) => /^-\S+ \S+ +(\d+) /.exec(line)?.[1] ?? 0);
  return sizes.reduce<number>((sum, size) => sum + Number(size), 0);
}

/** gzip's own checksum is proven on the way. */
async function countUnpacked(path: string, signal?: AbortSignal): Promise<number> {
  let bytes = 0;
  const count = new Writable({
    write(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done();
    },
  });
  await pipeline(createReadStream(path), createGunzip(), count, signal ? { signal } : {});
  return bytes;
}

const magics: readonly { readonly packaging: PackagingName; readonly bytes: string }[] = [
  { packaging: 'snap', bytes: '68737173' }, // hsqs
  { packaging: 'tarball', bytes: '1f8b' },
];

async function packagingOf(path: string): Promise<PackagingName> {
  const start = await readStart(path).catch((cause) => {
    throw notOurs(path, 'cannot be read', cause);
  });
  const found = magics.find(({ bytes }) => start.startsWith(bytes));
  if (found !== undefined) return found.packaging;
  throw notOurs(path, 'is neither a snap nor a tarball of bramble');
}

async function readStart(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await file.close();
  }
}

function notOurs(path: string, what: string, cause?: unknown): BrambleError {
  const why = cause instanceof z.ZodError ? new Error('meta/bramble.json inside is not as bramble writes it') : cause;
  return new BrambleError('ARTIFACT_INVALID', `${path} ${what}`, {
    cause: why,
    hint: 'bramble build makes such files and names them',
  });
}
