import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

type Hashes = Readonly<Record<string, string>>;

/** Whether all files that the page was built from are as they were. A new file counts once one of them imports it. */
export function isBuiltFrom(note: string): boolean {
  if (!existsSync(note)) return false;
  const before = JSON.parse(readFileSync(note, 'utf8')) as Hashes; // written by noteInputs
  return Object.entries(before).every(([path, hash]) => hashOf(path) === hash);
}

/** Notes what the page was built from: files of the project, as packages change with the lock file only. */
export function noteInputs(note: string, paths: readonly string[]): void {
  const own = new Set(['package-lock.json', ...paths.map((path) => relative('.', path)).filter(isOwn)]);
  const hashes: Hashes = Object.fromEntries([...own].toSorted().map((path) => [path, hashOf(path)]));
  writeFileSync(note, `${JSON.stringify(hashes, null, 2)}\n`);
}

function isOwn(path: string): boolean {
  return !path.startsWith('..') && !path.includes('node_modules') && !path.startsWith('\0') && existsSync(path);
}

function hashOf(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}
