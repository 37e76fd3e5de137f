import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../src/deploy/lock-scripts.ts';
import { historyPath } from '../../src/facts/history.ts';
import type { Host } from '../../src/host/host.ts';
import { createLocalHost } from '../../src/host/local-host.ts';

/** A node whose lock and history are in a folder: programs run for real on this machine, as its user. */
export interface NodeFolder {
  readonly host: Host;
  readonly folder: string;
  readonly historyFile: string;
  readonly remove: () => Promise<void>;
}

/** Makes such a node. Several connections to one are several hosts with its folder. */
export async function makeNodeFolder(name: string): Promise<NodeFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'bramble-node-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { host: hostIn(folder, name), folder, historyFile: join(folder, 'lib', 'history.jsonl'), remove };
}

/** One more connection to the node. */
export function hostIn(folder: string, name: string): Host {
  const local = createLocalHost(name);
  const places: Readonly<Record<string, string>> = {
    [lockFolder]: join(folder, 'run'),
    [historyPath]: join(folder, 'lib', 'history.jsonl'),
  };
  return {
    ...local,
    run: (argv, options = {}) =>
      local.run(
        argv.map((word) => places[word] ?? word),
        { ...options, sudo: false },
      ),
  };
}
