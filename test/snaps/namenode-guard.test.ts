import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rollbackImages } from '../../src/upgrade/rollback-mark.ts';
import { HdfsNode } from '../support/hdfs-node.ts';

let node: HdfsNode;

/** The settings of a NameNode that may create `red-1`, with some changed. */
function settle(hdfs: object = {}): void {
  node.settings = {
    roles: 'namenode',
    node: { name: '10.9.9.1' },
    namenode: { host: '10.9.9.1' },
    hdfs: { 'cluster-id': 'red-1', 'create-id': 'red-1', ...hdfs },
  };
}

const onDisks = (...names: readonly string[]) => settle({ 'name-dirs': names.map((name) => node.path(name)) });
const formats = (java: readonly string[]) => java.filter((words) => / -format /.test(words));

beforeEach(() => {
  node = new HdfsNode();
  settle();
});

afterEach(() => node.remove());

describe('a NameNode that was told to create a file system', () => {
  it('creates it where there was none, notes that it did, and starts', () => {
    const { exitCode, stderr, java } = node.start('namenode');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'creating the file system red-1\n' });
    expect(java).toHaveLength(2);
    expect(java[0]).toMatch(/NameNode .*-format -clusterid red-1 -nonInteractive$/);
    expect(java[1]).toMatch(/ org\.apache\.hadoop\.hdfs\.server\.namenode\.NameNode$/);
    expect(node.read('hdfs/created')).toBe('red-1\n');
    expect(node.read('hdfs/name/current/VERSION')).toContain('clusterID=red-1\n');
    const volume = /^([0-9a-f]{32}) red-1\n$/.exec(node.read('hdfs/name/bramble-volume') ?? '')?.[1];
    expect(node.read('hdfs/volumes')).toBe(`name ${node.path('hdfs/name')} ${volume}\n`);
  });

  it('never asks Hadoop to go on where it would refuse', () => {
    for (const words of node.start('namenode').java) expect(words).not.toMatch(/-force/i);
  });

  it('creates it once, whatever is started again', () => {
    node.start('namenode');
    const data = node.data();
    const { exitCode, stderr, java } = node.start('namenode');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(formats(java)).toEqual([]);
    expect(node.data()).toEqual(data);
  });

  it('makes all its folders in one go', () => {
    onDisks('a/hdfs', 'b');
    const { java } = node.start('namenode');
    expect(formats(java)).toHaveLength(1);
    for (const name of ['a/hdfs', 'b']) expect(node.read(`${name}/current/VERSION`)).toContain('clusterID=red-1');
    expect(node.read('hdfs/volumes')?.split('\n')).toHaveLength(3);
    expect(node.read('hdfs/name/bramble-volume')).toBeUndefined();
  });

  it('counts what a fresh disk has as nothing', () => {
    onDisks('a');
    node.write('a/lost+found/x', '');
    expect(formats(node.start('namenode').java)).toHaveLength(1);
  });

  it('counts a folder of another file system that was never used as empty, and takes it', () => {
    onDisks('a');
    node.write('a/bramble-volume', '1234 blue-1\n');
    expect(node.start('namenode').exitCode).toBe(0);
    expect(node.read('a/bramble-volume')).toBe('1234 red-1\n');
  });

  it('says so where it fails, leaves nothing that looks like data, and manages the next time', () => {
    node.diskIsFull(true);
    const { exitCode, stderr } = node.start('namenode');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/No space left on device\nerror: the file system could not be created\n$/);
    expect(node.read('hdfs/name/current/VERSION')).toBeUndefined();
    expect(node.read('hdfs/created')).toBeUndefined();
    node.diskIsFull(false);
    expect(node.start('namenode').exitCode).toBe(0);
    expect(node.read('hdfs/created')).toBe('red-1\n');
  });
});

describe('a NameNode whose first start was cut off', () => {
  it('begins again where nothing was in its place yet', () => {
    node.write('hdfs/name/bramble-volume', '1234 red-1\n');
    node.write('hdfs/volumes', `name ${node.path('hdfs/name')} 1234\n`);
    node.fill('hdfs/name/bramble-format');
    expect(formats(node.start('namenode').java)).toHaveLength(1);
    expect(node.read('hdfs/name/bramble-format/current/VERSION')).toBeUndefined();
    expect(node.read('hdfs/created')).toBe('red-1\n');
  });

  it('goes on with the folder that was in its place', () => {
    onDisks('a', 'b');
    for (const name of ['a', 'b']) node.write(`${name}/bramble-volume`, `${name} red-1\n`);
    node.write('hdfs/volumes', `name ${node.path('a')} a\nname ${node.path('b')} b\n`);
    node.fill('a');
    node.fill('b/bramble-format');
    const { exitCode, java } = node.start('namenode');
    expect({ exitCode, formats: formats(java) }).toEqual({ exitCode: 0, formats: [] });
    expect(node.read('hdfs/created')).toBe('red-1\n');
  });

  it('notes what was done where only the note was missing', () => {
    node.fill('hdfs/name');
    const { exitCode, java } = node.start('namenode');
    expect({ exitCode, formats: formats(java) }).toEqual({ exitCode: 0, formats: [] });
    expect(node.read('hdfs/created')).toBe('red-1\n');
  });
});

describe('a NameNode with data', () => {
  it('starts without being told to create anything', () => {
    settle({ 'create-id': undefined });
    node.fill('hdfs/name');
    expect(node.start('namenode').exitCode).toBe(0);
  });

  it('takes a further folder, for another copy', () => {
    node.fill('a');
    node.write('hdfs/created', 'red-1\n');
    onDisks('a', 'b');
    const { exitCode, java } = node.start('namenode');
    expect({ exitCode, formats: formats(java) }).toEqual({ exitCode: 0, formats: [] });
    expect(node.read('hdfs/volumes')).toContain(`name ${node.path('b')} `);
  });

  it('starts as part of a rolling upgrade, until that is finalized', () => {
    node.fill('hdfs/name');
    node.write('hdfs/rolling-upgrade', '3.6.0\n');
    expect(node.start('namenode').java.at(-1)).toMatch(/NameNode -rollingUpgrade started$/);
    node.delete('hdfs/rolling-upgrade');
    expect(node.start('namenode').java.at(-1)).toMatch(/NameNode$/);
  });

  it('rolls back while it holds the image of before, and once only', () => {
    node.fill('hdfs/name');
    node.write('hdfs/rolling-upgrade', 'rollback 3.6.0\n');
    node.write('hdfs/name/current/fsimage_rollback_0000000000000000012', '');
    expect(node.start('namenode').java.at(-1)).toMatch(/NameNode -rollingUpgrade rollback$/);
    expect(node.start('datanode').java.at(-1)).toMatch(/DataNode -rollback$/);
    node.write('hdfs/name/current/fsimage_rollback_0000000000000000012.md5', '');
    node.delete('hdfs/name/current/fsimage_rollback_0000000000000000012');
    expect(node.start('namenode').java.at(-1)).toMatch(/NameNode$/);
    expect(readFileSync('snaps/node/hadoop/daemons.sh', 'utf8')).toContain(`/current/${rollbackImages};`);
  });

  it('notes the version that takes the metadata up, for whoever finds it without the program', () => {
    node.fill('hdfs/name');
    writeFileSync(join(node.root, 'meta/snap.yaml'), 'name: bramble-hadoop\nversion: 3.5.1\n');
    node.start('namenode');
    expect(node.read('hdfs/version')).toBe('3.5.1\n');
    node.start('datanode');
    expect(node.read('hdfs/version')).toBe('3.5.1\n');
  });

  it('has a list of DataNodes that leave, and keeps what is in it', () => {
    node.fill('hdfs/name');
    node.start('namenode');
    expect(node.read('hdfs/hosts.json')).toBe('[]');
    node.write('hdfs/hosts.json', '[{"hostName":"red01","adminState":"DECOMMISSIONED"}]');
    node.start('namenode');
    expect(node.read('hdfs/hosts.json')).toContain('red01');
  });
});

interface Case {
  readonly given: () => void;
  readonly says: string | RegExp;
}

const used = () => {
  node.fill('a');
  node.write('a/bramble-volume', '1234 red-1\n');
  node.write('hdfs/volumes', `name ${node.path('a')} 1234\n`);
  node.write('hdfs/created', 'red-1\n');
  onDisks('a');
};

const refusals: Readonly<Record<string, Case>> = {
  'another file system’s metadata': {
    given: () => node.fill('hdfs/name', { clusterID: 'blue-1' }),
    says: 'error: /hdfs/name holds data of the file system blue-1, but hdfs.cluster-id is red-1',
  },
  'its own metadata, under another id than before': {
    given: () => {
      used();
      settle({ 'cluster-id': 'new-1', 'create-id': 'new-1', 'name-dirs': [node.path('a')] });
    },
    says: 'error: /mnt/a holds data of the file system red-1, but hdfs.cluster-id is new-1',
  },
  'an empty folder where a file system was': {
    given: () => node.write('hdfs/created', 'red-1\n'),
    says: /^error: \/hdfs\/name holds no metadata, but the file system red-1 was created here/,
  },
  'an empty folder where another file system was': {
    given: () => node.write('hdfs/created', 'blue-1\n'),
    says: /^error: the file system blue-1 was created on this node, but hdfs\.cluster-id is red-1/,
  },
  'folders with different file systems of one id': {
    given: () => {
      node.fill('a');
      node.fill('b', { namespaceID: '8' });
      onDisks('a', 'b');
    },
    says: /^error: .* hold different file systems \(\/mnt\/a \/mnt\/b disagree about namespaceID\)$/,
  },
  'nothing, and no word to create anything': {
    given: () => settle({ 'create-id': undefined }),
    says: 'error: there is no file system in /hdfs/name and this node was not told to create one (hdfs.create-id)',
  },
  'the word to create another file system than its own': {
    given: () => settle({ 'create-id': 'blue-1' }),
    says: 'error: hdfs.create-id is blue-1, but hdfs.cluster-id is red-1: nothing is created',
  },
  'blocks beside it of the file system that it would create': {
    given: () => node.fill('hdfs/data', { storageType: 'DATA_NODE' }),
    says: 'error: /hdfs/data holds data of the file system red-1, so there is one: nothing is created',
  },
  'an empty folder, while one that it used before still has the metadata': {
    given: () => {
      used();
      node.delete('hdfs/created');
      onDisks('b');
      node.write('b/lost+found/x', '');
    },
    says: 'error: /mnt/a holds data of the file system red-1, so there is one: nothing is created',
  },
  'a disk that is not mounted': {
    given: () => {
      used();
      node.delete('a');
    },
    says: 'error: /mnt/a is not there: its disk is not mounted',
  },
  'an empty folder where its disk is mounted otherwise': {
    given: () => {
      used();
      node.delete('a/current');
      node.delete('a/bramble-volume');
    },
    says: /^error: \/mnt\/a is not mounted, or is another disk: its volume file is missing; mount the right one, or/,
  },
  'another disk in its place': {
    given: () => {
      used();
      node.write('a/bramble-volume', '5678 red-1\n');
    },
    says: /^error: \/mnt\/a is another disk: it holds volume 5678, not 1234/,
  },
  'one of two copies that is gone': {
    given: () => {
      used();
      node.write('b/bramble-volume', '5678 red-1\n');
      node.write('hdfs/volumes', `name ${node.path('a')} 1234\nname ${node.path('b')} 5678\n`);
      onDisks('a', 'b');
    },
    says: /^error: \/mnt\/b has lost its copy of the metadata, which \/mnt\/a still has/,
  },
  'metadata without its VERSION': {
    given: () => node.write('hdfs/name/current/fsimage_0', 'data'),
    says: /^error: \/hdfs\/name is not empty and holds no file system \(current \.\.\.\)/,
  },
  'somebody’s photographs': {
    given: () => {
      node.write('a/beach.jpg', 'data');
      onDisks('a');
    },
    says: /^error: \/mnt\/a is not empty and holds no file system \(beach\.jpg \.\.\.\)/,
  },
  'a folder of blocks': {
    given: () => {
      node.fill('a', { storageType: 'DATA_NODE' });
      onDisks('a');
    },
    says: 'error: /mnt/a is used as a DATA_NODE already; give each use a folder of its own',
  },
};

describe('a NameNode refuses', () => {
  it.each(Object.entries(refusals))('%s', (_what, { given, says }) => {
    given();
    expect(node.refusal('namenode')).toMatch(says);
  });

  it('to look at anything while another one is starting', () => {
    node.write('hdfs/lock', '');
    expect(node.describe(`exec 9<"$hdfs/lock"; flock 9; sh "$SNAP/node/run" namenode 2>&1 9<&- || :`)).toContain(
      'error: another NameNode is starting on this node',
    );
  });

  it('to start without knowing its file system', () => {
    settle({ 'cluster-id': undefined });
    expect(node.refusal('namenode')).toBe('error: hdfs.cluster-id is not set: the role namenode needs it');
    node.settings = { roles: '' };
    expect(node.refusal('namenode')).toMatch(/^error: hdfs\.cluster-id is not set: this node does not know/);
  });
});
