import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/actions.ts';
import type { HostFacts, Installed } from '../../src/domain/facts.ts';
import { withHostsBlock } from '../../src/plan/hosts-block.ts';
import { type DesiredNode, stages } from '../../src/plan/plan-node.ts';
import { blankHost, installedSpark, runningService, sparkArtifact, stoppedService } from '../support/facts.ts';

const hosts = [{ address: '10.1.1.1', name: 'red' }];
const keys = {
  roles: 'worker',
  'node.name': 'red',
  'master.host': 'red',
  'secret.id': 'secret-1',
  'worker.cores': '4',
};
const record = JSON.stringify({ version: 1, cluster: 'red' });
const worker: DesiredNode = {
  name: 'red',
  roles: ['worker'],
  parts: [{ component: 'spark', packaging: 'tarball', roles: ['worker'], artifact: sparkArtifact(), keys }],
  hosts,
  record,
};

const blank = blankHost();
const settled = blankHost({
  network: { ...blank.network, hostsFile: withHostsBlock(blank.network.hostsFile, hosts) },
  installed: { spark: installedSpark({ keys, services: { worker: runningService, master: stoppedService } }) },
  record: JSON.parse(record),
});
const settledButSpark = (change: Partial<Installed>): HostFacts => ({
  ...settled,
  installed: { spark: { ...installedSpark({ keys, services: { worker: runningService } }), ...change } },
});

describe('planning a node, stage by stage', () => {
  it.each<[rule: string, facts: HostFacts, plan: string[]]>([
    ['plans nothing for a node that is already right', settled, []],
    [
      'sends, names and installs on a blank node; its keys wait until it is installed',
      blank,
      [
        'distribute: upload: not installed',
        'install: write-hosts: the names of the cluster are missing from /etc/hosts, or wrong',
        'install: install: not installed',
        'record: write-record: its record is missing or out of date',
      ],
    ],
    [
      'replaces another payload',
      settledButSpark({ payloadId: 'payload-0', revision: 'x3' }),
      ['distribute: upload: 4.2.0 (x3) has another payload', 'install: install: 4.2.0 (x3) has another payload'],
    ],
    [
      'writes the secret where it is missing',
      settledButSpark({ secretId: '' }),
      ['configure: write-secret: the shared secret is missing'],
    ],
    [
      'replaces another secret',
      settledButSpark({ secretId: 'old' }),
      ['configure: write-secret: it holds another secret'],
    ],
    [
      'sets what differs and unsets what is no longer wanted, in one transaction',
      settledButSpark({ keys: { ...keys, 'worker.cores': '2', 'log.level': 'debug' } }),
      ['configure: set-keys: 2 keys differ'],
    ],
    ['takes a key at its default for unset', settledButSpark({ keys: { ...keys, 'log.level': 'info' } }), []],
    [
      'starts a daemon that was stopped',
      settledButSpark({ services: { worker: stoppedService } }),
      ['start: start-role: it is disabled'],
    ],
    [
      'starts a daemon that failed',
      settledButSpark({ services: { worker: { ...runningService, active: 'failed' } } }),
      ['start: start-role: it is failed (running)'],
    ],
    [
      'starts a daemon that waits for its next try after a crash',
      settledButSpark({ services: { worker: { ...runningService, active: 'activating', subState: 'auto-restart' } } }),
      ['start: start-role: it is activating (auto-restart)'],
    ],
    [
      'leaves a daemon alone that is on its way up',
      settledButSpark({ services: { worker: { ...runningService, active: 'activating', subState: 'start' } } }),
      [],
    ],
    [
      'renews the note when the cluster changed',
      { ...settled, record: undefined },
      ['record: write-record: its record is missing or out of date'],
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(planAll(worker, facts)).toEqual(expected);
  });

  it('sets the new value and unsets the unwanted one', () => {
    const facts = settledButSpark({ keys: { ...keys, 'worker.cores': '2', 'log.level': 'debug' } });
    const [action] = stages.flatMap(({ plan }) => plan(worker, facts)).filter(isSetKeys);
    expect(action?.values).toEqual({ 'worker.cores': '4', 'log.level': '' });
  });
});

function planAll(desired: DesiredNode, facts: HostFacts): string[] {
  return stages.flatMap(({ name, plan }) =>
    plan(desired, facts).map((action) => `${name}: ${action.kind}: ${action.because}`),
  );
}

function isSetKeys(action: Action): action is Extract<Action, { kind: 'set-keys' }> {
  return action.kind === 'set-keys';
}
