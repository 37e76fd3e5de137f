import { readFile } from 'node:fs/promises';
import { BrambleError } from '../errors.ts';
import type { ClusterFile } from './cluster-file.ts';
import { parseClusterFile } from './parse-cluster-file.ts';

/** Reads and checks a cluster file from disk. Throws CONFIG_INVALID with every problem in it. */
export async function loadClusterFile(path: string): Promise<ClusterFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BrambleError('CONFIG_INVALID', `cannot read the cluster file ${path}`, {
      hint: `\`bramble init ${path}\` writes one`,
      cause,
    });
  });
  return parseClusterFile(text, path);
}
