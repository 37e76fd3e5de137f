import { writeFile } from 'node:fs/promises';
import type { ClusterFile } from '../config/cluster-file.ts';
import { parseTargets } from '../config/distinct-targets.ts';
import { loadInventory } from '../config/load-inventory.ts';
import { parseClusterFile } from '../config/parse-cluster-file.ts';
import { renderClusterFile } from '../config/render-cluster-file.ts';
import { BrambleError } from '../errors.ts';
import type { InitOptions } from './init.ts';
import { suggestNext } from './reporter.ts';

const exampleHosts = 'red,red[01-03]';

/** Writes a new cluster file and says what to do with it. */
export async function runInit(path: string, options: InitOptions): Promise<void> {
  const text = renderClusterFile(await knownValues(options), path);
  parseClusterFile(text, path); // an inventory may name hosts that cannot be
  await writeNew(path, text);
  process.stdout.write(options.json ? `${JSON.stringify({ file: path })}\n` : `wrote ${path}\n`);
  const isExample = options.hosts === undefined && options.inventory === undefined;
  suggestNext(options, { file: path, isExample });
}

async function knownValues({ hosts, inventory }: InitOptions): Promise<Partial<ClusterFile>> {
  if (hosts !== undefined && inventory !== undefined)
    throw new BrambleError('USAGE', 'both --hosts and --inventory name the hosts', { hint: 'give one of them' });
  if (inventory !== undefined) return await loadInventory(inventory);
  if (hosts !== undefined) parseTargets(hosts); // so that a fault in the list is shown within the list
  return { hosts: [{ name: hosts ?? exampleHosts }] };
}

async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST')
      throw new BrambleError('REFUSED', `${path} is there already, and bramble init overwrites nothing`, {
        hint: 'name another file, such as `bramble init other.yaml`',
      });
    throw new BrambleError('USAGE', `cannot write ${path}`, { cause });
  });
}
