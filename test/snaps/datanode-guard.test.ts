import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HdfsNode } from '../support/hdfs-node.ts';

let node: HdfsNode;

beforeEach(() => {
  node = new HdfsNode();
  node.settings = {
    roles: 'datanode,secondarynamenode',
    node: { name: '10.9.9.1' },
    namenode: { host: '10.9.9.2' },
    hdfs: { 'cluster-id': 'red-1', 'data-dirs': [node.path('a'), `${node.path('b')}//hdfs/`] },
  };
});

afterEach(() => node.remove());

/** A node whose two disks have been in use, with blocks on them. */
function used(): void {
  for (const name of ['a', 'b/hdfs']) {
    node.fill(name, { storageType: 'DATA_NODE' });
    node.write(`${name}/bramble-volume`, `volume-${name[0]} red-1\n`);
  }
  node.write('hdfs/volumes', `data ${node.path('a')} volume-a\ndata ${node.path('b/hdfs')} volume-b\n`);
}

describe('a DataNode', () => {
  it('marks folders that it uses for the first time, makes what is missing of them, and starts', () => {
    const { exitCode, stderr, java } = node.start('datanode');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(java).toEqual([expect.stringMatching(/-Xmx256m .*datanode\.DataNode$/)]);
    const [a, b] = ['a', 'b/hdfs'].map((name) => node.read(`${name}/bramble-volume`)?.split(' ')[0]);
    expect(node.read('hdfs/volumes')).toBe(`data ${node.path('a')} ${a}\ndata ${node.path('b/hdfs')} ${b}\n`);
    expect(a).not.toBe(b);
  });

  it('starts again on what it used, and writes nothing of its own then', () => {
    used();
    const data = node.data();
    expect(node.start('datanode').exitCode).toBe(0);
    expect(node.data()).toEqual(data);
  });

  it('tells Hadoop of each folder once, as it was checked', () => {
    expect(node.describe('print_hdfs datanode')).toContain(
      `dfs.datanode.data.dir=file://${node.path('a')},file://${node.path('b/hdfs')}\n`,
    );
  });

  it('takes a disk with blocks of its file system that comes from another node', () => {
    node.fill('a', { storageType: 'DATA_NODE' });
    node.write('a/bramble-volume', '1234 red-1\n');
    expect(node.start('datanode').exitCode).toBe(0);
    expect(node.read('hdfs/volumes')).toContain(`data ${node.path('a')} 1234\n`);
  });

  it('takes blocks of its file system that bramble has not marked', () => {
    node.fill('a', { storageType: 'DATA_NODE' });
    expect(node.start('datanode').exitCode).toBe(0);
    expect(node.read('a/bramble-volume')).toMatch(/^[0-9a-f]{32} red-1\n$/);
  });

  it('tells of blocks in a folder that is no longer in its settings, and leaves them there', () => {
    used();
    const settings = { 'cluster-id': 'red-1', 'data-dirs': [node.path('b/hdfs')] };
    node.settings = { roles: 'datanode', node: { name: '10.9.9.1' }, namenode: { host: '10.9.9.2' }, hdfs: settings };
    const data = node.data();
    expect(node.start('datanode')).toMatchObject({
      exitCode: 0,
      stderr: `warning: ${node.path('a')} still holds blocks and is not in hdfs.data-dirs: files with no other copy cannot be read\n`,
    });
    expect(node.data()).toEqual(data);
  });

  it('goes on where its first start was cut off before there was a block', () => {
    node.start('datanode');
    node.write('a/current/BP-1/tmp/x', '');
    node.delete('a/current/BP-1/tmp/x');
    node.write('a/in_use.lock', '');
    expect(node.start('datanode').exitCode).toBe(0);
  });
});

interface Case {
  readonly given: () => void;
  readonly says: string | RegExp;
}

const refusals: Readonly<Record<string, Case>> = {
  'another file system’s blocks': {
    given: () => node.fill('a', { clusterID: 'blue-1', storageType: 'DATA_NODE' }),
    says: 'error: /mnt/a holds data of the file system blue-1, but hdfs.cluster-id is red-1',
  },
  'what the mark says is another file system’s': {
    given: () => {
      node.write('a/bramble-volume', '1234 blue-1\n');
      node.write('a/current/BP-1/blk_1', 'data');
    },
    says: 'error: /mnt/a holds data of the file system blue-1, but hdfs.cluster-id is red-1',
  },
  'a disk that is not mounted, its mount point still there': {
    given: () => {
      used();
      node.delete('b/hdfs');
    },
    says: 'error: /mnt/b/hdfs is not there: its disk is not mounted',
  },
  'a folder that lost its mark': {
    given: () => {
      used();
      node.delete('a/bramble-volume');
    },
    says: /^error: \/mnt\/a is not mounted, or is another disk: its volume file is missing; .* out of \/hdfs\/volumes$/,
  },
  'a mark that a crash left empty': {
    given: () => {
      used();
      node.write('a/bramble-volume', '');
    },
    says: /^error: \/mnt\/a is not mounted, or is another disk: its volume file is missing/,
  },
  'another disk in its place': {
    given: () => {
      used();
      node.write('a/bramble-volume', 'volume-c red-1\n');
    },
    says: /^error: \/mnt\/a is another disk: it holds volume volume-c, not volume-a; mount the right one/,
  },
  'two disks that changed places': {
    given: () => {
      used();
      node.write('a/bramble-volume', 'volume-b red-1\n');
      node.write('b/hdfs/bramble-volume', 'volume-a red-1\n');
    },
    says: /^error: \/mnt\/a is another disk/,
  },
  'somebody’s own files': {
    given: () => node.write('a/thesis.tex', 'data'),
    says: /^error: \/mnt\/a is not empty and holds no file system \(thesis\.tex \.\.\.\); look at it/,
  },
  'a NameNode’s folder': {
    given: () => node.fill('a'),
    says: 'error: /mnt/a is used as a NAME_NODE already; give each use a folder of its own',
  },
  'a file where a folder should be': {
    given: () => node.write('a', ''),
    says: /^error: \/mnt\/a is not there and cannot be made; type: sudo install -d -o _daemon_ -g root -m 0770 \/mnt\/a/,
  },
};

describe('a DataNode refuses', () => {
  it.each(Object.entries(refusals))('%s', (_what, { given, says }) => {
    given();
    expect(node.refusal('datanode')).toMatch(says);
  });

  it('to start without knowing its file system', () => {
    node.settings = { roles: 'datanode', namenode: { host: '10.9.9.2' } };
    expect(node.refusal('datanode')).toMatch(/^error: hdfs\.cluster-id is not set/);
  });

  it.each([
    ['Read-only file system', /^error: \/mnt\/a is read-only: its disk is mounted so/],
    [
      'Permission denied',
      /^error: \/mnt\/a cannot be written by the user _daemon_: Permission denied; type: sudo chown/,
    ],
  ])('a folder that cannot be written: %s', (reason, says) => {
    const words = `. "$SNAP/node/hadoop/guard.sh"; (refuse_write /mnt/a "sh: 1: cannot create x: ${reason}") 2>&1 || :`;
    expect(node.describe(words)).toMatch(says);
  });
});

describe('a SecondaryNameNode', () => {
  it('refuses the checkpoints of another file system, which may be the last copy', () => {
    node.fill('hdfs/secondary', { clusterID: 'blue-1' });
    expect(node.refusal('secondarynamenode')).toBe(
      'error: /hdfs/secondary holds data of the file system blue-1, but hdfs.cluster-id is red-1',
    );
  });

  it('starts with those of its own', () => {
    node.fill('hdfs/secondary');
    expect(node.start('secondarynamenode').exitCode).toBe(0);
  });
});
