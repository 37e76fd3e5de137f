import { createHash } from 'node:crypto';
import { chmod, lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../store/hash-file.ts';

export interface TreeEntry {
  /** Below the tree's root, with slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  readonly mode: number;
  readonly size: number;
}

/** All of a tree in order of path; follows no links. */
export async function listTree(root: string): Promise<TreeEntry[]> {
  const found = await readdir(root, { recursive: true });
  return Promise.all(found.sort().map((path) => describeEntry(root, path)));
}

async function describeEntry(root: string, path: string): Promise<TreeEntry> {
  const stat = await lstat(join(root, path));
  const kind = stat.isSymbolicLink() ? 'link' : stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'special';
  return { path, kind, mode: stat.mode & 0o7777, size: stat.size };
}

/** Gives every file and folder one of two modes, so that the builder's umask and habits leave no trace. */
export async function settleModes(root: string, entries: readonly TreeEntry[]): Promise<void> {
  for (const { path, kind, mode } of entries) {
    if (kind === 'link') continue;
    const settled = kind === 'folder' || (mode & 0o111) !== 0 ? 0o755 : 0o644;
    if (settled !== mode) await chmod(join(root, path), settled);
  }
}

/** A hash of all names, kinds, executable bits, link targets and contents. Modes must be settled. */
export async function hashTree(root: string, entries: readonly TreeEntry[]): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of entries) hash.update(`${entry.kind} ${await describeContent(root, entry)} ${entry.path}\n`);
  return hash.digest('hex');
}

async function describeContent(root: string, { path, kind, mode }: TreeEntry): Promise<string> {
  if (kind === 'link') return readlink(join(root, path));
  return kind === 'file' ? `${mode.toString(8)} ${await hashFile(join(root, path))}` : '';
}

/** The digest of several small files and their names. */
export async function hashFiles(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\n`).update(await readFile(join(root, path)));
  return hash.digest('hex');
}
