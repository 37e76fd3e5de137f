import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import { type FetchOptions, tarArchive } from './archive.ts';
import { cacheFolder } from './cache-folder.ts';
import { isWhole, mustMatch } from './download.ts';
import type { RegistrySource } from './registry.ts';
import { runTool } from './run-tool.ts';
import { ensureTools } from './tools.ts';

interface SourcePackage {
  readonly requirement: string;
  readonly file: string;
  readonly sha256: string;
  readonly layout: Readonly<Record<string, string>>;
}

/** A part as a Python source package, fetched by pip. */
export function pypi({ requirement, file: name, sha256, layout }: SourcePackage): RegistrySource {
  const file = { name, origin: `pypi:${requirement}`, checksum: { algorithm: 'sha256', hex: sha256 }, layout } as const;
  const fetch = async (options: FetchOptions) => {
    const folder = await cacheFolder('downloads');
    const path = join(folder, name);
    if (!(await isWhole(path, file.checksum))) await pipDownload(requirement, { folder, name }, options);
    await mustMatch(path, file.checksum, requirement);
    return tarArchive(path, file);
  };
  return { title: `the Python package ${requirement}`, fetch, file };
}

async function pipDownload(
  requirement: string,
  { folder, name }: { readonly folder: string; readonly name: string },
  { report, signal }: FetchOptions,
): Promise<void> {
  await ensureTools(['pip3'], report, signal);
  report({ stage: 'build', state: 'started', text: `fetching the Python package ${requirement}` });
  const arriving = join(folder, `${name}.fetching`);
  await mkdir(arriving, { recursive: true });
  const words = ['download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', arriving, requirement];
  await runTool(['pip3', ...words], { signal }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new BrambleError('DOWNLOAD_FAILED', `${requirement} cannot be fetched from the Python package registry`, {
      cause,
      evidence: cause instanceof BrambleError ? cause.evidence : undefined,
    });
  });
  await rename(join(arriving, name), join(folder, name));
  await rm(arriving, { recursive: true });
}
