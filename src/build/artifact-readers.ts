import { open, stat } from 'node:fs/promises';
import type { PackagingName } from '../domain/artifact.ts';
import { runTool } from './run-tool.ts';
import type { Tool } from './tools.ts';

interface Reader {
  readonly tools: readonly Tool[];
  /** Unpacks `names` of the payload into a folder; fails where the file is cut off. */
  readonly unpack: (path: string, folder: string, names: readonly string[]) => readonly string[];
  /** Size of the payload when unpacked. */
  readonly measure: (path: string, signal?: AbortSignal) => Promise<number>;
}

/** How to look into an artifact, for each packaging. Adding one means adding a row. */
export const artifactReaders: Readonly<Record<PackagingName, Reader>> = {
  snap: {
    tools: ['unsquashfs'],
    unpack: (path, folder, names) => [
      'unsquashfs',
      '-quiet',
      '-no-progress',
      '-force',
      '-dest',
      folder,
      path,
      ...names,
    ],
    measure: async (path, signal) => sumSizes(await runTool(['unsquashfs', '-lln', path], { signal })),
  },
  tarball: {
    tools: ['tar', 'gzip'],
    unpack: (path, folder, names) => ['tar', '-xzf', path, '-C', folder, ...names.map((name) => `./${name}`)],
    measure: unpackedSize,
  },
};

/** `-rwxr-xr-x 0/0                     782 2026-01-01 00:00 squashfs-root/bin/bramble-python` */
function sumSizes(listing: string): number {
  const sizes = listing.split('\n').map((line) => /^-\S+ \S+ +(\d+) /.exec(line)?.[1] ?? 0);
  return sizes.reduce<number>((sum, size) => sum + Number(size), 0);
}

/** gzip notes it in its last four bytes. */
async function unpackedSize(path: string): Promise<number> {
  const { size } = await stat(path);
  return (await readBytes(path, size - 4)).readUInt32LE();
}

/** Four bytes of a file, from there on. */
export async function readBytes(path: string, position: number): Promise<Buffer> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(4), 0, 4, position)).buffer;
  } finally {
    await file.close();
  }
}
