import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from '../../src/build/cache-folder.ts';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { NodeRecord } from '../../src/domain/facts.ts';
import type { Revision } from '../../src/domain/release.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { type StoreServer, serveFolder } from '../support/store-server.ts';

// Two Pis, each with its packaging, and a store of one's own behind a web server.
const hosts = ['--hosts', 'red,red01'];
const packagingOf = { red: 'snap', red01: 'tarball' } as const;

let operator: Operator;
let folder: string;
let server: StoreServer;
let artifacts: readonly Artifact[];
let revision: Revision;
let files: readonly string[] = [];

beforeAll(async () => {
  operator = await openOperator('channel-store', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'] });
  folder = await mkdtemp(join(tmpdir(), 'channel-store-'));
  server = await serveFolder(folder);
  artifacts = (await operator.ask<Artifact[]>(['build', 'spark'])).result;
});

afterAll(async () => {
  server?.stop();
  await operator?.end();
  await rm(folder, { recursive: true, force: true });
  for (const name of files) await rm(join(await cacheFolder('artifacts', 'stores'), name), { force: true });
});

describe('a store of one’s own', () => {
  it('takes the snap and the tarball of one build as one revision', async () => {
    const words = ['release', ...artifacts.map(({ path }) => path), '--channel', 'latest/candidate', '--store', folder];
    const { result, exitCode } = await operator.ask<{ revisions: Revision[] }>(words);
    expect(exitCode).toBe(0);
    expect(result.revisions).toHaveLength(1);
    [revision] = result.revisions as [Revision];
    files = filesOf(revision);
    const hashes = artifacts.map(({ packaging, sha256 }) => [packaging, sha256]);
    expect(Object.entries(revision.files).map(([name, file]) => [name, file?.sha256])).toEqual(hashes);
    expect((await readdir(join(folder, 'artifacts'))).toSorted()).toEqual(files.toSorted());
  });

  it('shows its channels, the same through the web server', async () => {
    const { stdout } = await operator.bramble(['channels', 'spark', '--store', server.address]);
    expect(stdout).toMatch(/latest\/candidate +\w+ +1 +\d+\.\d+\.\d+ +\d{4}-\d\d-\d\d +snap, tarball/);
    expect(stdout).toMatch(/latest\/edge .*closed, forwards to latest\/candidate/);
    expect(stdout).toMatch(/latest\/stable .*closed$/m);
  });
});

describe('a deployment of what a channel holds', () => {
  const deploy = ['deploy', 'spark', ...hosts, '--no-verify'];
  const followed = () => [...deploy, '--channel', 'latest/edge', '--store', server.address];

  it.each([
    ['a channel that does not exist', ['--channel', '9.9/stable'], '"spark" is not available on 9.9/stable', 2],
    ['a channel that cannot be', ['--channel', '9.9/nightly'], 'invalid risk in channel name: 9.9/nightly', 2],
    [
      'a key that the operator does not trust',
      ['--channel', 'edge', '--trust-key', 'SHA256:other'],
      'is signed by another key',
      3,
    ],
  ])('refuses %s and touches nothing', async (_what, words, message, exit) => {
    const { failures, exitCode } = await operator.ask([...deploy, '--store', server.address, ...words]);
    expect(failures[0]?.message).toContain(message);
    expect(exitCode).toBe(exit);
    for (const host of ['red', 'red01'])
      expect(await operator.on(host, 'ls /var/tmp/bramble /var/lib/bramble 2>/dev/null || true')).toBe('');
  });

  it('says in a dry run which revision of which channel each node would get', async () => {
    const { stdout } = await operator.bramble([...followed(), '--dry-run']);
    const { version } = revision;
    expect(stdout).toContain('Channel latest/edge for spark is closed; temporarily forwarding to latest/candidate.');
    expect(stdout).toContain(`red    install the snap of spark ${version} (revision 1 of latest/edge)`);
    expect(stdout).toContain(`red01  install the tarball of spark ${version} (revision 1 of latest/edge)`);
    expect(server.requests.filter(({ url }) => url.includes('artifacts'))).toEqual([]);
  });

  it('installs it on both kinds of nodes, which note channel, revision, version and hash', async () => {
    const { stderr, exitCode } = await operator.bramble(followed());
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    for (const [host, packaging] of Object.entries(packagingOf)) {
      const { components, spec } = JSON.parse(await operator.on(host, 'cat /var/lib/bramble/node.json')) as NodeRecord;
      const { payloadId, version, files } = revision;
      const sha256 = files[packaging]?.sha256;
      expect(components.spark).toEqual({ payloadId, packaging, sha256, channel: 'latest/edge', revision: 1, version });
      expect(spec).toMatchObject({ sources: { spark: { store: server.address, channel: 'latest/edge' } } });
    }
  });

  it('is repeated with one connection and one command for each host, and without the store', async () => {
    server.stop();
    const { result } = await operator.ask<{ changed: boolean; usage: Record<string, object> }>(deploy);
    const once = { connections: 1, commands: 1 };
    expect(result).toEqual({ changed: false, usage: { red: once, red01: once } });
  });

  it('can be taken up by another machine, from the notes on the nodes', async () => {
    const state = join(operator.env.XDG_STATE_HOME, 'bramble');
    for (const words of [deploy, ['deploy', '--from', 'red', '--no-verify']]) {
      for (const memory of ['clusters', 'stores']) await rm(join(state, memory), { recursive: true, force: true });
      const { result } = await operator.ask<{ changed: boolean }>(words);
      expect(result.changed).toBe(false);
    }
  });
});

describe('a store that somebody tampered with', () => {
  it('is refused: the node keeps what it has', async () => {
    const path = join(folder, 'index.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('latest/candidate', 'latest/stable'));
    const { failures, exitCode } = await operator.ask([
      'deploy',
      'spark',
      ...hosts,
      '--channel',
      'stable',
      '--store',
      folder,
    ]);
    expect(failures[0]).toMatchObject({ code: 'STORE_UNTRUSTED' });
    expect(exitCode).toBe(3);
  });
});

function filesOf({ files }: Revision): string[] {
  return [`${files.snap?.sha256}.snap`, `${files.tarball?.sha256}.tar.gz`];
}
