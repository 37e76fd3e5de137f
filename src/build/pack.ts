import { extensions, type PackagingName } from '../domain/artifact.ts';
import type { Recipe } from './recipe.ts';
import { runTool } from './run-tool.ts';
import type { Tool } from './tools.ts';

// One time for everything, so that the same payload packs to the same bytes: 2026-01-01.
const packedAt = '1767225600';

interface Packer {
  readonly extension: string;
  readonly tools: readonly Tool[];
  readonly pack: (payload: string, out: string, compression: Recipe['compression']) => readonly string[];
}

/** How a payload becomes one file, for each packaging. Adding one means adding a row. */
export const packers: Readonly<Record<PackagingName, Packer>> = {
  snap: {
    extension: extensions.snap,
    tools: ['mksquashfs'],
    pack: (payload, out, compression) =>
      ['mksquashfs', payload, out, '-noappend', '-quiet', '-no-progress', '-no-xattrs', '-all-root'].concat(
        ['-comp', compression, '-mkfs-time', packedAt, '-all-time', packedAt],
        compression === 'lzo' ? ['-Xalgorithm', 'lzo1x_1'] : [],
      ),
  },
  tarball: {
    extension: extensions.tarball,
    tools: ['tar', 'gzip'],
    pack: (payload, out) =>
      ['tar', '--create', `--file=${out}`, `--directory=${payload}`, '--format=gnu', '--sort=name'].concat([
        '--owner=0',
        '--group=0',
        '--numeric-owner',
        `--mtime=@${packedAt}`,
        '--use-compress-program=gzip -n -1',
        '.',
      ]),
  },
};

/** Packs a payload with settled modes. The same payload gives the same bytes. */
export async function packPayload(
  packaging: PackagingName,
  { payload, out, compression }: { payload: string; out: string; compression: Recipe['compression'] },
  signal?: AbortSignal,
): Promise<void> {
  // mksquashfs refuses to be told the time twice.
  await runTool(packers[packaging].pack(payload, out, compression), { signal, env: { SOURCE_DATE_EPOCH: undefined } });
}
