import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePart, type PartContext, primePart } from '../../src/build/make-part.ts';
import type { Part } from '../../src/build/recipe.ts';

let work: string;
let context: PartContext;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'bramble-part-'));
  await mkdir(join(work, 'project', 'kit', 'lib'), { recursive: true });
  await writeFile(join(work, 'project', 'kit', 'run'), 'run');
  await writeFile(join(work, 'project', 'kit', 'lib', 'a.sh'), 'a');
  await writeFile(join(work, 'project', 'kit', 'notes.txt'), 'not for a node');
  context = {
    title: 'Apache Spark',
    arch: 'arm64',
    choice: 'registry',
    project: join(work, 'project'),
    work,
    report: () => {},
  };
});

afterEach(() => rm(work, { recursive: true }));

const part: Part = {
  plugin: 'dump',
  source: 'kit',
  'stage-packages': [],
  organize: { lib: 'node/lib', run: 'node/run' },
  stage: ['node'],
};

describe('makePart', () => {
  it('copies a local source, puts it in order and stages what the filter keeps', async () => {
    const made = await makePart('node', part, context);
    expect(made.paths).toEqual(['node/lib/a.sh', 'node/run']);
  });

  it('names a local source that is not there', async () => {
    await expect(makePart('node', { ...part, source: 'kid' }, context)).rejects.toThrow('the source kid is not there');
  });

  it('refuses a download without a checksum', async () => {
    const remote = { ...part, source: 'https://example.org/a.tgz' };
    await expect(makePart('node', remote, context)).rejects.toThrow('part node has no source-checksum');
  });
});

describe('primePart', () => {
  it('lays the staged files into the payload, and the same file of another part only once', async () => {
    const made = await makePart('node', part, context);
    await primePart(made, join(work, 'payload'));
    await primePart(made, join(work, 'payload'));
    expect(await readFile(join(work, 'payload', 'node', 'run'), 'utf8')).toBe('run');
  });

  it('refuses two parts that bring different files of one name', async () => {
    await primePart(await makePart('one', part, context), join(work, 'payload'));
    await writeFile(join(work, 'project', 'kit', 'run'), 'other');
    const other = await makePart('two', part, context);
    await expect(primePart(other, join(work, 'payload'))).rejects.toThrow('part two has a node/run that differs');
  });
});
