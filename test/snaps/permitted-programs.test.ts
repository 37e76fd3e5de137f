import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HdfsNode } from '../support/hdfs-node.ts';

// Those of the programs that snapd's template lets a strict snap run (2.68.3) which a shell script may think of. Not in
// the template: df, setsid, timeout, nproc, whoami, which, su.
const permitted =
  'awk basename bash cat chmod chown cmp cp cut date dirname du env expr find flock getent grep head hostname id ln ls mkdir mv ' +
  'printf ps readlink realpath rm rmdir sed sh sleep sort stat sync tail tee touch tr true uname uniq wc xargs';

let node: HdfsNode;

beforeEach(() => {
  node = new HdfsNode();
  node.confineTo(permitted.split(' '));
  node.settings = {
    roles: 'namenode,datanode,resourcemanager,nodemanager',
    node: { name: '10.9.9.1' },
    namenode: { host: '10.9.9.1' },
    resourcemanager: { host: '10.9.9.1' },
    hdfs: { 'cluster-id': 'red-1', 'create-id': 'red-1', 'data-dirs': [node.path('a'), node.path('b/hdfs')] },
  };
});

afterEach(() => node.remove());

describe('the kit of Hadoop runs only what a confined snap may run', () => {
  it.each(['namenode', 'secondarynamenode', 'datanode', 'resourcemanager', 'nodemanager', 'historyserver'])(
    'to start the %s',
    (role) => {
      const { exitCode, stderr, java } = node.start(role);
      expect({ exitCode, stderr: stderr.replace('creating the file system red-1\n', '') }).toEqual({
        exitCode: 0,
        stderr: '',
      });
      expect(java.at(-1)).toContain(`-Dproc_${role} `);
    },
  );

  it('to run a command', () => {
    expect(node.start('hdfs', 'dfs', '-ls')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('to refuse', () => {
    node.fill('a', { clusterID: 'blue-1', storageType: 'DATA_NODE' });
    expect(node.refusal('datanode')).toContain('blue-1');
  });

  it('to tell how full a disk is, in place of df', () => {
    expect(node.describe('PATH="$BRAMBLE_ROOT/node/hadoop/bin:$PATH"; df -k -P "$SNAP" | wc -l').trim()).toBe('2');
  });

  it.each(['configure', 'post-refresh', 'install'])('in the hook %s', (hook) => {
    expect(node.run(hook)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
