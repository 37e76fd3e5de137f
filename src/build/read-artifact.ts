import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PackagingName } from '../domain/artifact.ts';
import { componentNames } from '../domain/components.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import type { Candidate } from '../store/change-index.ts';
import { hashFile } from '../store/hash-file.ts';
import { artifactReaders, readBytes } from './artifact-readers.ts';
import { runTool } from './run-tool.ts';
import { ensureTools } from './tools.ts';

interface Context {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** What a snap or tarball of bramble is, read from the file itself. Rejects one that is damaged or of another origin. */
export async function readArtifact(path: string, { report, signal }: Context): Promise<Candidate> {
  const packaging = await packagingOf(path);
  const { tools, unpack, measure } = artifactReaders[packaging];
  await ensureTools(tools, report, signal);
  const folder = await mkdtemp(join(tmpdir(), 'bramble-release-'));
  try {
    await runTool(unpack(path, folder, [manifestName, metaName]), { signal });
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
    const meta = metaSchema.parse(parse(await readFile(join(folder, metaName), 'utf8')));
    const [payloadBytes, sha256, { size }] = [await measure(path, signal), await hashFile(path), await stat(path)];
    return { ...manifest, ...meta, payloadBytes, packaging, file: { sha256, sizeBytes: size } };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw notOurs(path, `is a ${packaging} that is damaged or was not made by bramble`, cause);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const manifestName = 'meta/bramble.json';
const metaName = 'meta/snap.yaml';

const manifestSchema = z.object({
  component: z.enum(componentNames),
  version: z.string(),
  arch: z.enum(['amd64', 'arm64']),
  payloadId: z.string().min(1),
  recipe: z.string(),
  glibc: z.string(),
});

const metaSchema = z.object({ grade: z.enum(['stable', 'devel']).default('stable') });

const magics: readonly { readonly packaging: PackagingName; readonly bytes: string }[] = [
  { packaging: 'snap', bytes: '68737173' }, // hsqs
  { packaging: 'tarball', bytes: '1f8b' },
];

async function packagingOf(path: string): Promise<PackagingName> {
  const start = await readBytes(path, 0).catch((cause) => {
    throw notOurs(path, 'cannot be read', cause);
  });
  const found = magics.find(({ bytes }) => start.toString('hex').startsWith(bytes));
  if (found !== undefined) return found.packaging;
  throw notOurs(path, 'is neither a snap nor a tarball of bramble');
}

function notOurs(path: string, what: string, cause?: unknown): BrambleError {
  const why = cause instanceof z.ZodError ? new Error('meta/bramble.json inside is not as bramble writes it') : cause;
  return new BrambleError('ARTIFACT_INVALID', `${path} ${what}`, {
    cause: why,
    hint: 'bramble build makes such files and names them',
  });
}
