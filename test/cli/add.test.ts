import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBramble } from '../support/run-bramble.ts';

it('takes what is said of new hosts for no words about the cluster that they join', async () => {
  const state = await mkdtemp(join(tmpdir(), 'bramble-add-'));
  const words = ['add', 'red03', '--data-dir', '/mnt/ssd', '--method', 'tarball', '--json'];
  const { stdout } = await runBramble(words, { env: { XDG_STATE_HOME: state } });
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'CLUSTER_UNKNOWN' } }); // and no USAGE
  await rm(state, { recursive: true });
});
