import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadClusterFile } from '../../src/config/load-cluster-file.ts';
import { runBramble } from '../support/run-bramble.ts';

const inventory = fileURLToPath(new URL('../fixtures/inventory/inventory-red.yaml', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-init-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('bramble init', () => {
  it('writes bramble.yaml and says what comes next', async () => {
    const { stdout, exitCode } = await runBramble(['init', '--hosts', 'red,red[01-02]'], { cwd: folder });
    expect({ stdout, exitCode }).toEqual({
      stdout: 'wrote bramble.yaml\n',
      exitCode: 0,
    });
    expect(await loadClusterFile(join(folder, 'bramble.yaml'))).toEqual({ hosts: [{ name: 'red,red[01-02]' }] });
  });

  it('takes the hosts from an inventory of cloudmesh', async () => {
    await runBramble(['init', 'red.yaml', '--inventory', inventory], { cwd: folder });
    expect((await loadClusterFile(join(folder, 'red.yaml'))).master).toBe('red');
  });

  it('overwrites nothing', async () => {
    await writeFile(join(folder, 'bramble.yaml'), 'mine');
    const { stderr, exitCode } = await runBramble(['init'], { cwd: folder });
    expect(stderr).toContain('bramble.yaml is there already');
    expect(exitCode).toBe(3);
    expect(await readFile(join(folder, 'bramble.yaml'), 'utf8')).toBe('mine');
  });

  it.each([
    ['a malformed list', ['--hosts', 'red[3-1]'], 'runs backwards'],
    ['two sources of hosts', ['--hosts', 'red', '--inventory', inventory], 'both --hosts and --inventory'],
    ['an inventory that is not there', ['--inventory', 'none.yaml'], 'cannot read the inventory none.yaml'],
    ['a folder that is not there', ['none/bramble.yaml'], 'cannot write none/bramble.yaml'],
  ])('with %s writes nothing and exits with 2', async (_, words, why) => {
    const { stderr, exitCode } = await runBramble(['init', ...words], { cwd: folder });
    expect(stderr).toContain(why);
    expect(exitCode).toBe(2);
  });
});
