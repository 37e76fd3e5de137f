import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventMeasurement, inventRecord } from '../support/invented-record.ts';
import { runBramble } from '../support/run-bramble.ts';

const record = inventRecord({ measurements: [inventMeasurement('pi', [10, 11, 12])] });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-report-'));
  const texts = {
    'good.json': JSON.stringify(record),
    'cut.json': JSON.stringify(record).slice(0, 300),
    'newer.json': JSON.stringify({ ...record, schemaVersion: 3 }),
    'partial.json': JSON.stringify({ ...record, software: undefined }),
    'other.json': '{"name": "bramble"}',
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true }));

describe('bramble report', () => {
  it('writes a page and says where it is', async () => {
    const { stdout, exitCode } = await run('good.json');
    expect({ stdout, exitCode }).toEqual({ stdout: 'wrote report.html\n', exitCode: 0 });
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('Benchmarks of the cluster red');
  });

  it('takes the format from the ending of the file, and puts drawings beside it', async () => {
    const { stdout } = await run('good.json', '--out', 'new/mine.md');
    expect(stdout).toBe('wrote new/mine.md, with its 1 drawing in new/mine-figures\n');
    expect(await readdir(join(folder, 'new/mine-figures'))).toEqual(['spark.svg']);
  });

  it('names all that it wrote in JSON', async () => {
    const { stdout } = await run('good.json', '--format', 'pdf', '--json');
    expect(JSON.parse(stdout)).toEqual({ files: ['report.pdf'] });
    expect((await readFile(join(folder, 'report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each([
    ['a record that was cut off', ['cut.json'], 'cut.json is cut off or no JSON'],
    ['a record of another version', ['newer.json'], 'newer.json has schema version 3; this bramble reads 2'],
    ['a record with missing parts', ['partial.json'], 'at software'],
    ['a file that is no record', ['other.json'], 'other.json is no record of bramble bench'],
    ['a file that is not there', ['none.json'], 'none.json cannot be read'],
    ['one bad record among good ones', ['good.json', 'cut.json'], 'cut.json is cut off'],
    ['the same record twice', ['good.json', 'good.json'], 'is there twice'],
    ['an ending that is no format', ['good.json', '--out', 'x.doc'], 'ends in none of html, md, pdf'],
    ['a record as the file to write', ['good.json', '--out', './good.json', '--format', 'md'], 'is one of the records'],
    ['a place that cannot be written', ['good.json', '--out', 'good.json/x.html'], 'cannot write good.json/x.html'],
  ])('refuses %s, says why, and exits with 2', async (_, words, why) => {
    const { stdout, stderr, exitCode } = await run(...words);
    expect(stderr).toContain(why);
    expect(stderr).toContain('try: ');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});

function run(...words: string[]) {
  return runBramble(['report', ...words], { cwd: folder });
}
