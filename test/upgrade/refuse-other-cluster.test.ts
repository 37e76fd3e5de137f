import { describe, expect, it } from 'vitest';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import { refuseOtherCluster } from '../../src/upgrade/refuse-other-cluster.ts';
import { blankHost } from '../support/facts.ts';

const deployed = resolveCluster({ hosts: 'red,red[01-02]', workersOnMaster: false });

describe('what changes releases and nothing else', () => {
  it('goes on with the cluster that the nodes note, and with nodes that note none', () => {
    expect(() => refuseOtherCluster(deployed, noting(deployed))).not.toThrow();
    expect(() => refuseOtherCluster(deployed, new Map([['red', blankHost()]]))).not.toThrow();
  });

  it.each<[string, ClusterSpec, RegExp]>([
    ['a part of it', resolveCluster({ hosts: 'red01' }), /cluster red differs: red is a node of it too$/],
    [
      'its hosts with other roles',
      resolveCluster({ hosts: 'red,red[01-02]' }),
      /: red is history-server, master, not .*worker$/,
    ],
    ['more than it', resolveCluster({ hosts: 'red,red[01-03]', workersOnMaster: false }), /: red03 is no node of it$/],
  ])('is refused for %s', (_what, spec, why) => {
    expect(() => refuseOtherCluster(spec, noting(deployed))).toThrow(
      expect.objectContaining({ code: 'REFUSED', host: 'red01', message: expect.stringMatching(why) }),
    );
  });
});

function noting(spec: ClusterSpec) {
  return new Map([
    ['red01', blankHost({ record: { version: 1, cluster: 'red', node: 'red01', spec, components: {} } })],
  ]);
}
