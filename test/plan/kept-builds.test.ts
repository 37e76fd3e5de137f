import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { Release } from '../../src/domain/release.ts';
import { refuseOtherChannel } from '../../src/plan/kept-builds.ts';
import { describeKept } from '../../src/plan/mixed-releases.ts';
import type { Wanted } from '../../src/plan/needs.ts';
import { refuseMixture } from '../../src/plan/refuse-mixture.ts';
import { blankHost, installedSpark, sparkArtifact } from '../support/facts.ts';
import { candidate } from '../support/releases.ts';

const running = (payloadId: string, version = '4.2.0') =>
  blankHost({ installed: { spark: installedSpark({ payloadId, version }) } });
const release: Release = {
  ...candidate({ payloadId: 'p2', version: '4.3.0' }),
  revision: 7,
  files: {},
  channel: '',
  effective: '',
};
const wanted: Wanted = { spark: { releases: { arm64: release }, keeps: true }, hadoop: { asInstalled: true } };

describe('a deployment that would bring another build to a blank node', () => {
  const built: Wanted = { ...wanted, spark: { recipe: 'recipe-2', keeps: true } };

  it('says so once, and what brings it', () => {
    const facts = new Map([
      ['red', running('p1')],
      ['red01', running('p1')],
    ]);
    expect(describeKept(built, facts)).toEqual([
      'red, red01 keep spark 4.2.0, though another build is to be had: bramble upgrade spark brings it',
    ]);
    expect(describeKept({ ...built, spark: { recipe: 'recipe-1', keeps: true } }, facts)).toEqual([]);
  });

  it('says of nodes that differ that they do, and no more', () => {
    const facts = new Map([
      ['red', running('p1')],
      ['red01', running('p2')],
    ]);
    expect(describeKept(built, facts)).toEqual([expect.stringMatching(/^nodes differ and stay so/)]);
  });
});

describe('a deployment with a channel', () => {
  const refusing = (hosts: Readonly<Record<string, HostFacts>>) => () =>
    refuseOtherChannel(
      '4.3/stable',
      wanted,
      Object.entries(hosts).map(([name, facts]) => nodeOf(name, facts)),
    );

  it('is refused where all nodes have something else, with the command that moves them', () => {
    expect(refusing({ red: running('p1'), red01: running('p2', '4.3.0') })).toThrow(
      expect.objectContaining({
        code: 'REFUSED',
        message:
          'red keeps spark 4.2.0, and 4.3/stable holds 4.3.0 (revision 7): a deployment changes nothing that is installed',
        hint: 'bramble upgrade spark --channel 4.3/stable',
      }),
    );
  });

  it('goes on where they have what it holds, and where a node lacks the component: that is brought first', () => {
    expect(refusing({ red: running('p2'), red01: running('p2') })).not.toThrow();
    expect(refusing({ red: running('p1'), red01: blankHost() })).not.toThrow();
  });
});

describe('a node that lacks a component', () => {
  const refusing = (version: string) => () =>
    refuseMixture(
      {
        desired: [{ name: 'red01', parts: [{ ...part, artifact: sparkArtifact({ version }) }] }],
        facts: new Map([['red', running('p1')]]),
      },
      (component, node) => `upgrade ${component}, add ${node}`,
    );

  it('gets another build of the version that the others keep, and no other version', () => {
    expect(refusing('4.2.0')).not.toThrow();
    expect(refusing('4.3.0')).toThrow(
      expect.objectContaining({
        host: 'red01',
        message: 'it would get spark 4.3.0, and the others have 4.2.0',
        hint: 'upgrade spark, add red01',
      }),
    );
  });
});

const part = { component: 'spark', packaging: 'tarball', roles: ['worker'], keys: {} } as const;

function nodeOf(name: string, facts: HostFacts): Parameters<typeof refuseOtherChannel>[2][number] {
  const choice = { packaging: 'tarball', because: '' } as const;
  const spec = { target: { name, address: name }, roles: ['worker'], method: 'auto', settings: {} } as const;
  return { spec, facts, parts: [{ component: 'spark', roles: ['worker'], choice, artifact: undefined }] };
}
