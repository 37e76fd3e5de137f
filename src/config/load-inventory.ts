import { readFile } from 'node:fs/promises';
import { BrambleError } from '../errors.ts';
import type { ClusterFile } from './cluster-file.ts';
import { parseInventory } from './inventory.ts';

/** Reads a cloudmesh inventory from disk as the beginning of a cluster file. */
export async function loadInventory(path: string): Promise<Partial<ClusterFile>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BrambleError('CONFIG_INVALID', `cannot read the inventory ${path}`, {
      hint: 'cloudmesh keeps them as ~/.cloudmesh/inventory-NAME.yaml',
      cause,
    });
  });
  return parseInventory(text, path);
}
