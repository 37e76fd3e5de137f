import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packSnap, packTarball } from '../support/releases.ts';
import { runBramble } from '../support/run-bramble.ts';

// One store, from its first release to its last closed channel.
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bramble-commands-'));
});

afterAll(() => rm(home, { recursive: true }));

describe('the commands of a store', { timeout: 60_000 }, () => {
  it('release: makes the store and says where its key is', async () => {
    const files = [packSnap(home), packTarball(home)];
    const { stdout, stderr, exitCode } = await run([
      'release',
      ...files,
      '--channel',
      '4.2/candidate',
      '--store',
      storePath(),
    ]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('4.2/candidate now holds spark 4.2.0, revision 1 for arm64 (snap, tarball)');
    expect(stdout).toMatch(/is signed with its own key: SHA256:[\w+/]{43}\n/);
    expect(stdout).toContain(`anyone who has ${join(home, 'state/bramble/store-keys')}/`);
  });

  it('release: of another architecture joins the channel, in the only store that is known', async () => {
    const { stdout } = await run(['release', packTarball(home, { arch: 'amd64' }), '--channel', '4.2/candidate']);
    expect(stdout).toContain('4.2/candidate now holds spark 4.2.0, revision 2 for amd64 (tarball)');
    expect(stdout).not.toContain('key');
  });

  it('promote: takes all architectures along; a risk alone stays on the track', async () => {
    const { stdout } = await run(['promote', 'spark', '--from', '4.2/candidate', '--to', 'stable']);
    expect(stdout.match(/4\.2\/stable .*/g)).toHaveLength(2);
    const { channels } = await ask(['channels', 'spark']);
    expect(channels[0]?.channels['4.2/stable']).toEqual({
      amd64: { revision: 2, at: expect.any(String) },
      arm64: { revision: 1, at: expect.any(String) },
    });
  });

  it('close: who follows the channel is shown what it gets', async () => {
    const { stdout } = await run(['close', 'spark', '4.2/candidate']);
    expect(stdout).toMatch(/4\.2\/candidate +- +- +- +- +closed, forwards to 4\.2\/stable\n/);
    const { channels } = await ask(['channels']);
    expect(channels.map(({ component, channels: open }) => [component, Object.keys(open)])).toEqual([
      ['hadoop', []],
      ['spark', ['4.2/stable']],
    ]);
  });

  it.each([
    ['a file that is none of ours', ['release', 'notes.snap', '--channel', 'edge'], 2, 'ARTIFACT_INVALID'],
    ['a channel that cannot be', ['release', 'notes.snap', '--channel', 'a/b/c/d'], 2, 'USAGE'],
    [
      'a promotion from a closed channel',
      ['promote', 'spark', '--from', '4.2/edge', '--to', '4.2/beta'],
      2,
      'CHANNEL_UNAVAILABLE',
    ],
    ['what was closed before', ['close', 'spark', '4.2/candidate'], 2, 'CHANNEL_UNAVAILABLE'],
    ['a key that is not the store’s', ['channels', '--trust-key', 'SHA256:another'], 3, 'STORE_UNTRUSTED'],
    ['a folder without a store', ['channels', '--store', 'nowhere'], 2, 'STORE_INVALID'],
  ])('refuse %s and change nothing', async (_what, words, exit, code) => {
    await writeFile(join(home, 'notes.snap'), 'not a snap');
    const before = await ask(['channels']);
    const { stdout, exitCode } = await run([...words, '--json']);
    expect(exitCode).toBe(exit);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ error: { code } });
    expect(await ask(['channels'])).toEqual(before);
  });
});

const storePath = () => join(home, 'store');

function run(words: readonly string[]) {
  return runBramble(words, {
    cwd: home,
    env: { XDG_STATE_HOME: join(home, 'state'), BRAMBLE_STORE: '', NO_COLOR: '1' },
  });
}

interface Shown {
  readonly channels: readonly { readonly component: string; readonly channels: Readonly<Record<string, object>> }[];
}

async function ask(words: readonly string[]): Promise<Shown> {
  return (JSON.parse((await run([...words, '--json'])).stdout) as { result: Shown }).result;
}
