import { describe, expect, it } from 'vitest';
import type { HdfsFacts } from '../../src/domain/facts.ts';
import { type DataNodePlan, dataProblems, needsMedia } from '../../src/plan/data-folders.ts';

const own = '/var/snap/bramble-hadoop/common/hdfs';
const plan: DataNodePlan = { roles: ['namenode', 'datanode'], settings: {}, packaging: 'snap' };
const onDisk = { 'hdfs.data-dirs': '/media/usb/hdfs\n/mnt/nvme/hdfs' };
const holding = (kind: 'name' | 'data', path: string): HdfsFacts => ({
  created: '',
  folders: [{ kind, path, entries: 2, clusterId: 'red-1' }],
});
const whatOf = (node: DataNodePlan, hdfs: HdfsFacts) => dataProblems(node, hdfs).map(({ what }) => what);

describe('HDFS data on a node', () => {
  it.each<[string, DataNodePlan, HdfsFacts]>([
    ['in the folders it has by itself', plan, holding('data', `${own}/data`)],
    ['on the disks that are named', { ...plan, settings: onDisk }, holding('data', '/mnt/nvme/hdfs')],
    ['nowhere yet', plan, { created: '', folders: [{ kind: 'data', path: '/old', entries: 0, clusterId: '' }] }],
  ])('stays in sight %s', (_where, node, hdfs) => {
    expect(dataProblems(node, hdfs)).toEqual([]);
  });

  it.each<[string, DataNodePlan, HdfsFacts, RegExp]>([
    [
      'its disk is not named any more',
      plan,
      holding('data', '/media/usb/hdfs'),
      /^\/media\/usb\/hdfs holds data of HDFS and is not among the folders of the datanode/,
    ],
    [
      'disks are named in place of its own folder',
      { ...plan, settings: onDisk },
      holding('data', `${own}/data`),
      /^\/var\/snap\/.*\/data holds data/,
    ],
    [
      'the packaging is another',
      { ...plan, packaging: 'tarball' },
      holding('name', `${own}/name`),
      /\/name holds data of HDFS and is not among the folders of the namenode/,
    ],
    [
      'it is to have no DataNode',
      { ...plan, roles: ['namenode'] },
      holding('data', `${own}/data`),
      /no datanode any more/,
    ],
    [
      'it is to have nothing of Hadoop',
      { ...plan, roles: [], packaging: undefined },
      holding('name', '/x'),
      /no namenode/,
    ],
  ])('is not given up where %s', (_why, node, hdfs, expected) => {
    expect(whatOf(node, hdfs)).toEqual([expect.stringMatching(expected)]);
  });

  it('is not looked for where a snap cannot be let in', () => {
    const node = { ...plan, settings: { 'hdfs.data-dirs': '/srv/hdfs' } };
    expect(whatOf(node, { created: '', folders: [] })).toEqual(['a snap cannot reach /srv/hdfs']);
    expect(whatOf({ ...node, packaging: 'tarball' }, { created: '', folders: [] })).toEqual([]);
  });
});

it('lets only a snap into removable media, and only for its data', () => {
  expect(needsMedia({ ...plan, settings: onDisk })).toBe(true);
  expect(needsMedia({ ...plan, settings: onDisk, packaging: 'tarball' })).toBe(false);
  expect(needsMedia({ ...plan, settings: onDisk, roles: ['resourcemanager'] })).toBe(false);
  expect(needsMedia(plan)).toBe(false);
});
