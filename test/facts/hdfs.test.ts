import { describe, expect, it } from 'vitest';
import { hdfsFact } from '../../src/facts/hdfs.ts';

const folder = '/var/lib/bramble/hadoop/common/hdfs';

describe('what is left of HDFS on a machine', () => {
  it('is its file system, the folders in use, and the version that ran there last', () => {
    const text = `created red-1\nversion 3.5.1\ndata ${folder}/data 2 red-1\nname ${folder}/name 1 red-1\n`;
    expect(hdfsFact.parse(text)).toEqual({
      created: 'red-1',
      version: '3.5.1',
      folders: [
        { kind: 'data', path: `${folder}/data`, entries: 2, clusterId: 'red-1' },
        { kind: 'name', path: `${folder}/name`, entries: 1, clusterId: 'red-1' },
      ],
    });
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'sh: 1: cannot open\n???\n'],
  ])('is nothing where %s was told', (_what, text) => {
    expect(hdfsFact.parse(text)).toEqual({ created: '', folders: [] });
  });
});
