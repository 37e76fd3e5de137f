import { chmod, mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashTree, listTree, settleModes } from '../../src/build/file-tree.ts';
import { relativiseLinks } from '../../src/build/links.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bramble-tree-'));
  await mkdir(join(root, 'etc'));
  await writeFile(join(root, 'etc', 'a.cfg'), 'one');
  await writeFile(join(root, 'run'), '#!/bin/sh\n', { mode: 0o755 });
  await symlink('etc/a.cfg', join(root, 'link'));
});

afterEach(() => rm(root, { recursive: true }));

const hash = async () => hashTree(root, await listTree(root));

describe('hashTree', () => {
  it('is the same for the same tree', async () => {
    expect(await hash()).toBe(await hash());
  });

  it.each<[change: string, apply: () => Promise<unknown>]>([
    ['a content', () => writeFile(join(root, 'etc', 'a.cfg'), 'two')],
    ['an executable bit', () => chmod(join(root, 'etc', 'a.cfg'), 0o755)],
    ['a further file', () => writeFile(join(root, 'etc', 'b.cfg'), '')],
    ['a link', () => rm(join(root, 'link')).then(() => symlink('run', join(root, 'link')))],
  ])('sees %s', async (_change, apply) => {
    const before = await hash();
    await apply();
    expect(await hash()).not.toBe(before);
  });
});

describe('settleModes', () => {
  it('leaves two modes, whatever the umask was', async () => {
    await chmod(join(root, 'etc', 'a.cfg'), 0o4600);
    await chmod(join(root, 'run'), 0o700);
    await settleModes(root, await listTree(root));
    const modes = (await listTree(root)).filter(({ kind }) => kind !== 'link').map(({ mode }) => mode.toString(8));
    expect(modes).toEqual(['755', '644', '755']);
  });
});

describe('relativiseLinks', () => {
  it('keeps an absolute link inside the tree, and leaves one that leads out', async () => {
    await symlink('/etc/a.cfg', join(root, 'etc', 'inside'));
    await symlink('/nowhere/of/ours', join(root, 'outside'));
    await relativiseLinks(root);
    expect(await readlink(join(root, 'etc', 'inside'))).toBe('a.cfg');
    expect(await readlink(join(root, 'outside'))).toBe('/nowhere/of/ours');
  });
});
