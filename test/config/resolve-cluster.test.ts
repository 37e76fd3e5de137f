import { describe, expect, it } from 'vitest';
import type { ClusterFile } from '../../src/config/cluster-file.ts';
import { parseClusterFile } from '../../src/config/parse-cluster-file.ts';
import { type ClusterFlags, resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { BrambleError } from '../../src/errors.ts';

describe('roles', () => {
  it.each<[string, ClusterFlags, string[]]>([
    ['one host does everything', { hosts: 'red' }, ['red: master worker history-server']],
    [
      'of three, the first is the master and works too',
      { hosts: 'red,red[01-02]' },
      ['red: master worker history-server', 'red01: worker', 'red02: worker'],
    ],
    [
      'from four on, the master does not work',
      { hosts: 'red[1-4]' },
      ['red1: master history-server', 'red2: worker', 'red3: worker', 'red4: worker'],
    ],
    [
      'the master of many works when told to',
      { hosts: 'red[1-4]', workersOnMaster: true },
      ['red1: master worker history-server', 'red2: worker', 'red3: worker', 'red4: worker'],
    ],
    [
      'the master of three does not work when told not to',
      { hosts: 'red[1-3]', workersOnMaster: false },
      ['red1: master history-server', 'red2: worker', 'red3: worker'],
    ],
    [
      'the master is the host that is named',
      { hosts: 'red[1-2]', master: 'red2', connect: true },
      ['red1: worker', 'red2: master worker history-server connect'],
    ],
    [
      'the master may be named in full',
      { hosts: 'red[1-2]', master: 'red2.local', historyServer: false },
      ['red1: worker', 'red2: master worker'],
    ],
    [
      'the history server and Connect go where they are told',
      { hosts: 'red[1-2]', historyServer: 'red2', connect: 'red2' },
      ['red1: master worker', 'red2: worker history-server connect'],
    ],
  ])('%s', (_, flags, expected) => {
    expect(rolesOf(flags)).toEqual(expected);
  });

  it('of an entry are exactly those it lists, and the rest follows', () => {
    const file = `
hosts:
  - red01
  - { name: red, roles: [master] }
  - { name: red02, roles: [worker, history-server] }
`;
    expect(rolesOf({}, file)).toEqual(['red01: worker', 'red: master', 'red02: worker history-server']);
  });
});

describe('a cluster', () => {
  it('is named after its master unless it has a name', () => {
    expect(resolveCluster({ hosts: 'red[1-2].local', master: 'red2' }).name).toBe('red2');
    expect(resolveCluster({ hosts: '10.1.1.[1-2]' }).name).toBe('10-1-1-1');
    expect(resolveCluster({ hosts: 'red', name: 'class' }).name).toBe('class');
  });

  it('takes logins from the host itself first, then from flags, then from the top of the file', () => {
    const file =
      'user: top\nport: 2200\nidentity-file: ~/.ssh/top\nhosts:\n  - a\n  - b@b:22\n  - { name: c, user: c, port: 2 }\n';
    const spec = resolveCluster({ user: 'flag' }, parseClusterFile(file, 'bramble.yaml'));
    expect(spec.nodes.map(({ target }) => `${target.user}@${target.name}:${target.port}`)).toEqual([
      'flag@a:2200',
      'b@b:22',
      'c@c:2',
    ]);
    expect(spec.identityFile).toBe('~/.ssh/top');
    expect(resolveCluster({ hosts: 'red' })).not.toHaveProperty('identityFile');
  });

  it('takes method and settings from the entry first', () => {
    const file = `
method: snap
settings: { worker.cores: 4, log.level: warn }
hosts: [a, { name: b, method: tarball, settings: { worker.cores: 2 }, address: b.lan, cluster-address: 10.0.0.2 }]
`;
    expect(resolveCluster({}, parseClusterFile(file, 'bramble.yaml')).nodes).toEqual([
      {
        target: { name: 'a', address: 'a' },
        roles: ['master', 'worker', 'history-server'],
        method: 'snap',
        settings: { 'worker.cores': '4', 'log.level': 'warn' },
      },
      {
        target: { name: 'b', address: 'b.lan' },
        roles: ['worker'],
        method: 'tarball',
        settings: { 'worker.cores': '2', 'log.level': 'warn' },
        address: '10.0.0.2',
      },
    ]);
  });

  it.each<[ClusterFlags, string, string]>([
    [{}, 'USAGE', 'no hosts are named'],
    [{ hosts: 'red[3-1]' }, 'HOSTLIST_INVALID', 'the range 3-1 runs backwards'],
    [{ hosts: 'red,red01,red' }, 'HOSTLIST_INVALID', 'red is there twice'],
    [
      { hosts: 'red,red01', master: 'red02' },
      'CONFIG_INVALID',
      '--master: "red02" is not among the hosts red, red01; did you mean "red01"?',
    ],
    [{ hosts: 'red', historyServer: 'blue' }, 'CONFIG_INVALID', '--history-server: "blue" is not among the hosts red'],
    [{ hosts: 'red', name: '../red' }, 'CONFIG_INVALID', '--name: "../red" must be lower-case letters'],
    [{ hosts: 'red', user: '-l' }, 'CONFIG_INVALID', '--user: "-l" is not a user name'],
    [{ hosts: 'red', port: 70000 }, 'CONFIG_INVALID', '--port: 70000 is not a port from 1 to 65535'],
    [{ hosts: 'red', workersOnMaster: false }, 'CONFIG_INVALID', 'no host would work'],
  ])('%o is refused with %s: %s', (flags, code, why) => {
    const error = errorOf(() => resolveCluster(flags));
    expect(error.code).toBe(code);
    expect(error.message).toContain(why);
  });

  it('has its hosts from the list or from the file, not from both', () => {
    const error = errorOf(() => resolveCluster({ hosts: 'red' }, { hosts: [{ name: 'red' }] }));
    expect(error.code).toBe('USAGE');
  });
});

function rolesOf(flags: ClusterFlags, file?: string): string[] {
  const parsed = file === undefined ? undefined : parseClusterFile(file, 'bramble.yaml');
  return resolveCluster(flags, parsed).nodes.map(({ target, roles }) => `${target.name}: ${roles.join(' ')}`);
}

function errorOf(work: () => unknown): BrambleError {
  try {
    work();
  } catch (error) {
    if (error instanceof BrambleError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a cluster with Hadoop', () => {
  const entry = (name: string, roles: RoleName[]) => ({ name, roles });

  it.each<[string, ClusterFile['hosts'], string]>([
    ['without a NameNode', [entry('red', ['datanode', 'resourcemanager', 'nodemanager'])], 'no host is the NameNode'],
    [
      'with two NameNodes',
      [
        entry('red', ['namenode', 'datanode', 'resourcemanager', 'nodemanager']),
        entry('red01', ['namenode', 'datanode', 'nodemanager']),
      ],
      'red and red01 cannot both be the NameNode',
    ],
    ['without a DataNode', [entry('red', ['namenode', 'resourcemanager', 'nodemanager'])], 'no host would hold data'],
    [
      'without a NodeManager',
      [entry('red', ['namenode', 'datanode', 'resourcemanager'])],
      'no host would run containers',
    ],
  ])('is refused %s', (_what, hosts, message) => {
    expect(() => resolveCluster({}, { hosts })).toThrow(message);
  });

  it('is refused more copies of a block than there are DataNodes', () => {
    const file = (copies: string): ClusterFile => ({
      components: ['hadoop'],
      hosts: [{ name: 'red,red[01-02]' }],
      settings: { 'hdfs.replication': copies },
    });
    expect(() => resolveCluster({}, file('4'))).toThrow('4 copies of a block have no place on 3 DataNodes');
    expect(resolveCluster({}, file('3')).nodes).toHaveLength(3);
  });
});
