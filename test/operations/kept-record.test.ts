import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRecord } from '../../src/operations/kept-record.ts';
import { checkWritable } from '../../src/operations/local-file.ts';
import { inventRecord } from '../support/invented-record.ts';

let folder: string;
const fileAt = (...parts: string[]) => ({ flag: '--output', path: join(folder, ...parts) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-kept-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a record that is kept while it grows', () => {
  const half = { ...inventRecord(), complete: false };

  it('stands in its file as it was last, and is the newest', async () => {
    const kept = keepRecord(fileAt('record.json'), () => {});
    await kept.keep(half);
    expect(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8'))).toEqual(half);
    await kept.write(inventRecord());
    expect(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8'))).toMatchObject({ complete: true });
    expect(kept.newest()).toMatchObject({ complete: true });
  });

  it('does not end the measurement where its file cannot be written, and rejects at the end', async () => {
    const notes: string[] = [];
    const kept = keepRecord(fileAt('away', 'record.json'), ({ text }) => notes.push(text));
    await kept.keep(half);
    expect(notes).toEqual([expect.stringMatching(/could not be written; it is tried again$/)]);
    expect(kept.newest()).toEqual(half);
    await expect(kept.write(half)).rejects.toMatchObject({ code: 'ACTION_FAILED' });
  });
});

describe('a file that an option names', () => {
  it('is refused before any work where its folder is not there, or where it is a folder itself', async () => {
    await expect(checkWritable(fileAt('record.json'))).resolves.toBeUndefined();
    await expect(checkWritable(fileAt('away', 'record.json'))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('--output: '),
      hint: expect.stringContaining(`make the folder ${join(folder, 'away')}`),
    });
    await expect(checkWritable(fileAt())).rejects.toMatchObject({ code: 'USAGE' });
  });
});
