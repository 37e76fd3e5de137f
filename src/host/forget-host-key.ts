import { readFile, writeFile } from 'node:fs/promises';
import type { Target } from '../domain/target.ts';
import type { ConnectOptions } from './connect-options.ts';
import { resolveEndpoint } from './endpoint.ts';
import { findKnownKeys } from './known-hosts.ts';

/** Takes a host's key out of the cluster's own file, so that the next machine of that name is pinned anew. Says whether there was one. */
export async function forgetHostKey(target: Target, options: ConnectOptions): Promise<boolean> {
  const file = options.knownHosts.clusterFile;
  const text = await readFile(file, 'utf8').catch(() => '');
  const { keyName } = resolveEndpoint(target, options);
  const lines = new Set(findKnownKeys(text, file, keyName).map(({ line }) => line));
  if (lines.size === 0) return false;
  const kept = text.split('\n').filter((_line, index) => !lines.has(index + 1));
  await writeFile(file, kept.join('\n'), { mode: 0o600 });
  return true;
}
