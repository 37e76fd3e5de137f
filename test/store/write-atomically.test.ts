import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeAtomically } from '../../src/store/write-atomically.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('writes a file whole, however many write it at once, and leaves nothing beside it', async () => {
  const path = join(folder, 'record');
  const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(50_000));
  await Promise.all(texts.map((text) => writeAtomically(path, text)));
  expect(texts).toContain(await readFile(path, 'utf8'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['record']);
});
