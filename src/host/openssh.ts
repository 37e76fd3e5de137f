import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Target } from '../domain/target.ts';
import type { ConnectOptions } from './connect-options.ts';
import { type Endpoint, resolveEndpoint } from './endpoint.ts';
import type { Identity } from './identities.ts';
import { findable } from './local-name.ts';
import { endpointAlias, renderOpenSshConfig } from './openssh-config.ts';

/** Words for the OpenSSH client, valid until they are let go of. */
export interface OpenSshCall {
  /** `-F`, a generated configuration, and the name of the host; a command may follow. */
  readonly words: readonly string[];
  /** Removes the generated files. */
  remove(): Promise<void>;
}

/** How to call `ssh` for a person at a terminal: same keys, jumps and pinned host keys as bramble itself uses. */
export async function openSshArguments(target: Target, options: ConnectOptions): Promise<OpenSshCall> {
  const endpoint = await findable(resolveEndpoint(target, options), options.lookup);
  // A host that was never met is shown by ssh itself and pinned into the cluster's file, which is the first.
  return prepareOpenSsh(endpoint, options, { settings: { StrictHostKeyChecking: 'ask' } });
}

interface Setup {
  /** The key that is known to be accepted. */
  readonly identity?: Identity | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/** Writes the configuration for one use of the OpenSSH client into a directory that nobody else can read. */
export async function prepareOpenSsh(
  endpoint: Endpoint,
  { knownHosts }: ConnectOptions,
  { identity, settings }: Setup,
): Promise<OpenSshCall> {
  await mkdir(dirname(knownHosts.clusterFile), { recursive: true, mode: 0o700 });
  const directory = await mkdtemp(join(tmpdir(), 'bramble-ssh-'));
  const file = join(directory, 'config');
  const knownHostsFiles = [knownHosts.clusterFile, ...knownHosts.alsoTrust, ...endpoint.knownHostsFiles];
  const identityFile = identity && (await identityFileOf(identity, directory));
  await writeFile(file, renderOpenSshConfig(endpoint, { knownHostsFiles, identityFile, settings }), { mode: 0o600 });
  return {
    words: ['-F', file, endpointAlias(endpoint)],
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

// For a key that only the agent has, OpenSSH takes the public half as its name.
async function identityFileOf({ file, key }: Identity, directory: string): Promise<string> {
  if (file !== undefined) return file;
  const publicFile = join(directory, 'key.pub');
  await writeFile(publicFile, `${key.type} ${key.getPublicSSH().toString('base64')}\n`);
  return publicFile;
}
