import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stagingDirectory } from '../../src/deploy/send-artifact.ts';
import type { Host } from '../../src/host/host.ts';
import { createLocalHost } from '../../src/host/local-host.ts';

/** This machine as one node of several: real processes, a staging directory of its own. */
export interface StagingNode {
  readonly host: Host;
  readonly staging: string;
  /** How often something was sent to it from here. */
  readonly uploads: () => number;
  readonly end: () => Promise<void>;
}

/** Makes a node. Paths of the staging directory mean its own; `intercept` may keep programs from running. */
export async function openStagingNode(
  name: string,
  intercept: (argv: readonly string[]) => void = () => {},
): Promise<StagingNode> {
  const root = await mkdtemp(join(tmpdir(), `bramble-node-${name}-`));
  const staging = join(root, 'staging');
  const local = createLocalHost(name);
  const inside = (word: string) => word.replaceAll(stagingDirectory, staging);
  let uploads = 0;
  const host: Host = {
    ...local,
    run: async (argv, options) => {
      intercept(argv);
      return await local.run(argv.map(inside), options);
    },
    upload: async (from, to, options) => {
      uploads += 1;
      await local.upload(from, inside(to), options);
    },
  };
  return { host, staging, uploads: () => uploads, end: () => rm(root, { recursive: true, force: true }) };
}
