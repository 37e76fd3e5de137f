import { describe, expect, it } from 'vitest';
import { onlyComponents, withComponents, withRemembered } from '../../src/config/join-components.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';

const hosts = 'red,red[01-02]';
const spark = resolveCluster({ hosts, components: ['spark'] });
const hadoop = resolveCluster({ hosts, components: ['hadoop'] });
const both = resolveCluster({ hosts, components: ['spark', 'hadoop'] });
const rolesOf = ({ nodes }: ClusterSpec) => nodes.map(({ target, roles }) => `${target.name}: ${roles.join(' ')}`);

describe('several components on one cluster', () => {
  it('are placed beside each other', () => {
    expect(rolesOf(both)).toEqual([
      'red: namenode datanode resourcemanager nodemanager historyserver master worker history-server',
      'red01: secondarynamenode datanode nodemanager worker',
      'red02: datanode nodemanager worker',
    ]);
  });

  it('are the same whichever came first', () => {
    expect(withComponents(spark, ['hadoop'])).toEqual(both);
    expect(withComponents(hadoop, ['spark'])).toEqual(both);
    expect(withComponents(both, ['spark', 'hadoop'])).toEqual(both);
  });

  it('follow the master where it is not the first host', () => {
    const elsewhere = resolveCluster({ hosts, master: 'red02', components: ['spark'] });
    expect(rolesOf(withComponents(elsewhere, ['hadoop']))[2]).toMatch(/^red02: namenode datanode resourcemanager/);
  });

  it('keep their places when another is deployed on the same hosts', () => {
    const named = resolveCluster({ hosts, components: ['hadoop'] });
    const before = resolveCluster({ hosts, connect: 'red01', components: ['spark'] });
    expect(rolesOf(withRemembered(named, before))[1]).toBe(
      'red01: secondarynamenode datanode nodemanager worker connect',
    );
  });

  it('get what works on a node that is new', () => {
    const named = resolveCluster({ hosts: 'red,red[01-03]', components: ['spark'] });
    const joined = rolesOf(withRemembered(named, hadoop));
    expect(joined[0]).toBe('red: namenode datanode resourcemanager nodemanager historyserver master history-server');
    expect(joined[3]).toBe('red03: datanode nodemanager worker');
  });

  it('leave a leader at work when a fourth host comes, unless it is told otherwise', () => {
    const larger = resolveCluster({ hosts: 'red,red[01-03]', components: ['hadoop'] });
    expect(rolesOf(withRemembered(larger, hadoop))[0]).toBe('red: namenode resourcemanager historyserver');
    expect(rolesOf(withRemembered(larger, hadoop, true))[0]).toBe(
      'red: namenode datanode resourcemanager nodemanager historyserver',
    );
  });

  it('follow their channels each by itself', () => {
    const source = { store: '/store', channel: 'latest/stable', key: 'k' };
    const both = { ...resolveCluster({ hosts: 'red', components: ['spark', 'hadoop'] }), sources: { spark: source } };
    expect(onlyComponents(both, ['spark']).sources).toEqual({ spark: source });
    expect(onlyComponents(both, ['hadoop'])).not.toHaveProperty('sources');
    expect(withRemembered(resolveCluster({ hosts: 'red,red01' }), both).sources).toEqual({ spark: source });
  });

  it('can be looked at one by one', () => {
    expect(onlyComponents(both, ['spark'])).toEqual(spark);
    expect(onlyComponents(both, ['hadoop'])).toEqual(hadoop);
    expect(onlyComponents(both, undefined)).toBe(both);
  });
});

describe('roles of Hadoop', () => {
  it('leave the first host free of data and containers in a larger cluster', () => {
    const spec = resolveCluster({ hosts: 'red,red[01-04]', components: ['hadoop'] });
    expect(rolesOf(spec).slice(0, 3)).toEqual([
      'red: namenode resourcemanager historyserver',
      'red01: secondarynamenode datanode nodemanager',
      'red02: datanode nodemanager',
    ]);
  });

  it('go where their words say', () => {
    const flags = { hosts, components: ['hadoop'], namenode: 'red01', resourcemanager: 'red02' } as const;
    expect(rolesOf(resolveCluster({ ...flags, secondarynamenode: false }))).toEqual([
      'red: datanode nodemanager',
      'red01: namenode datanode nodemanager',
      'red02: datanode resourcemanager nodemanager historyserver',
    ]);
  });

  it('fit on one host, without a second copy of the metadata', () => {
    expect(rolesOf(resolveCluster({ hosts: 'red', components: ['hadoop'] }))).toEqual([
      'red: namenode datanode resourcemanager nodemanager historyserver',
    ]);
  });

  it('keep data on every disk that is named', () => {
    const spec = resolveCluster({ hosts, components: ['hadoop'], dataDir: ['/media/a', '/mnt/b'] });
    expect(spec.nodes.map(({ settings }) => settings['hdfs.data-dirs'])).toEqual(Array(3).fill('/media/a\n/mnt/b'));
  });
});
