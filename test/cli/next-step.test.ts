import { describe, expect, it } from 'vitest';
import { helpTexts } from '../../src/cli/help-texts.ts';
import { isAdvised, nextStep } from '../../src/cli/next-step.ts';

const master = { role: 'master', state: 'passed' };
const nameNode = { role: 'namenode', state: 'passed' };

describe('nextStep', () => {
  it.each<[command: string, told: unknown, next: string | undefined]>([
    ['deploy', { changed: true, healthy: true, findings: [master] }, 'bramble submit FILE'],
    ['deploy', { changed: true, healthy: true, findings: [nameNode] }, 'bramble run hdfs dfs -ls /'],
    ['deploy', { changed: false, usage: {} }, 'bramble verify proves it'],
    ['deploy', { changed: false, stages: [] }, 'without --dry-run'],
    ['deploy', { changed: true, healthy: false, findings: [master] }, 'bramble doctor'],
    ['verify', { healthy: false }, 'bramble support-bundle'],
    ['upgrade', { changed: true, healthy: true }, 'bramble revert goes back'],
    ['upgrade', { changed: false, changes: [{ node: 'red' }] }, 'without --dry-run'],
    ['upgrade', { changed: false, changes: [] }, undefined],
    ['revert', { changed: false, changes: [{ node: 'red' }], since: 1 }, 'without --dry-run'],
    ['remove', { removed: [], moves: [] }, 'without --dry-run'],
    ['remove', { removed: ['red02'] }, 'bramble status'],
    ['remove', { changed: true, healthy: true, findings: [] }, 'bramble status'],
    ['maintenance', { maintenance: ['red01'], until: '2026-11-22T21:45:03.000Z' }, 'bramble ssh red01 sudo poweroff'],
    ['maintenance', { inService: ['red01'] }, 'bramble verify --no-jobs'],
    ['doctor', { fit: true, hosts: [{ facts: { installed: {} } }] }, 'bramble plan'],
    [
      'doctor',
      { fit: true, hosts: [{ facts: { installed: {} } }, { facts: { installed: { spark: {} } } }] },
      undefined,
    ],
    ['doctor', { fit: false, hosts: [{}] }, undefined],
    ['support-bundle', { path: '/home/ana/support.tar.gz' }, 'tar -xzOf /home/ana/support.tar.gz | less'],
    ['bench compare', { comparisons: [] }, 'bramble report'],
    ['report', { files: ['report.html'] }, 'open report.html in a browser'],
    ['report', { files: ['mine.md', 'mine-figures/spark.svg'] }, 'open mine.md'],
    ['lab kill', { lab: 'lab', host: 'red02', kill: true }, 'bramble lab reboot red02'],
    ['lab down', { down: ['lab'] }, 'bramble lab up'],
    ['stop', { stopped: 3 }, 'bramble start'],
    ['uninstall', { removed: false, plan: [] }, undefined],
    ['release', { store: '/srv/pi', channel: '4.3/stable' }, 'bramble deploy --channel 4.3/stable --store /srv/pi'],
    ['lab up', { hosts: [{ name: 'red' }, { name: 'red01' }] }, 'bramble deploy spark --hosts "red,red01"'],
    ['init', { file: 'class.yaml', isExample: false }, 'bramble plan -f class.yaml'],
    ['status', { nodes: [] }, undefined],
    ['build', null, 'bramble deploy uses it'],
  ])('%s %j', (command, told, next) => {
    if (next === undefined) expect(nextStep(command, told)).toBeUndefined();
    else expect(nextStep(command, told)).toContain(next);
  });

  it.each(Object.keys(helpTexts))('has thought about what comes after bramble %s', (command) => {
    expect(isAdvised(command)).toBe(true);
  });

  it('does not offer a way back from an upgrade that was finalized', () => {
    expect(nextStep('upgrade', { changed: true })).not.toContain('revert');
  });

  it('does not advise Spark to a cluster without it', () => {
    expect(nextStep('deploy', { changed: true, findings: [nameNode] })).not.toContain('submit');
  });
});
