import { describe, expect, it } from 'vitest';
import { choosePackaging } from '../../src/plan/choose-packaging.ts';
import { blankHost, installedSpark } from '../support/facts.ts';

const ubuntu = blankHost({ os: { id: 'ubuntu', version: '24.04', title: 'Ubuntu 24.04 LTS' }, snapdVersion: '2.68.3' });

describe('how a host gets a component', () => {
  it.each([
    ['a snap where snapd can run it', 'auto', ubuntu, 'snap', 'snapd 2.68.3 on Ubuntu 24.04 LTS'],
    ['a tarball where there is no snapd', 'auto', blankHost(), 'tarball', 'no snapd on Debian GNU/Linux 13 (trixie)'],
    [
      'a tarball where snapd is too old',
      'auto',
      { ...ubuntu, snapdVersion: '2.57.6' },
      'tarball',
      'snapd 2.57.6 is older than 2.61',
    ],
    [
      'as it was before',
      'auto',
      { ...ubuntu, installed: { spark: installedSpark() } },
      'tarball',
      'installed this way',
    ],
    ['as asked for', 'tarball', ubuntu, 'tarball', 'asked for'],
  ] as const)('%s', (_rule, wanted, facts, packaging, because) => {
    expect(choosePackaging(wanted, 'spark', facts)).toEqual({ packaging, because });
  });
});
