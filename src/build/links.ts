import { lstat, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { listTree } from './file-tree.ts';

/** Turns absolute links whose targets are in the tree into relative ones, as snapcraft does; leaves the others alone. */
export async function relativiseLinks(root: string): Promise<void> {
  for (const { path, kind } of await listTree(root)) if (kind === 'link') await relativise(root, path);
}

async function relativise(root: string, path: string): Promise<void> {
  const target = await readlink(join(root, path));
  if (!target.startsWith('/') || !(await isThere(join(root, target)))) return;
  await rm(join(root, path));
  await symlink(relative(dirname(join('/', path)), target), join(root, path));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
