import { describe, expect, it } from 'vitest';
import { chooseReverts } from '../../src/upgrade/choose-reverts.ts';
import type { Kept } from '../../src/upgrade/kept-revisions.ts';

describe('who goes back', () => {
  it('is every node, to the revision before the running one', () => {
    expect(chooseReverts([runs('red', '4.3.0', '4.2.0'), runs('red01', '4.3.0', '4.2.0')])).toEqual(
      ['red', 'red01'].map((node) => ({
        node,
        component: 'spark',
        from: { version: '4.3.0', revision: 'x2', payloadId: '4.3.0' },
        to: { version: '4.2.0', revision: 'x1', payloadId: '4.2.0' },
      })),
    );
  });

  it('is nobody that an interrupted upgrade had not come to', () => {
    expect(nodesOf([runs('red', '4.3.0', '4.2.0'), runs('red01', '4.2.0', '4.1.0')])).toEqual(['red']);
  });

  it('is nobody that it had not come to where both builds have one version, though something older is kept there', () => {
    expect(nodesOf([runs('red', '4.2.0 new', '4.2.0 old'), runs('red01', '4.2.0 old', '4.1.0')])).toEqual(['red']);
  });

  it('is nobody that an interrupted way back has brought back, also where both revisions have one version', () => {
    expect(nodesOf([runs('red', '4.2.0 new', '4.2.0 old'), runs('red01', '4.2.0 old', undefined)])).toEqual(['red']);
  });

  it('is nobody who is back and has not noted it yet, though something older is kept there', () => {
    const back = { isBack: true } as const;
    expect(
      nodesOf([
        { ...runs('red', '4.2.0', '4.1.0'), ...back },
        { ...runs('red01', '4.2.0', '4.1.0'), ...back },
      ]),
    ).toEqual([]);
  });

  it('is refused where a node has nothing to go back to, naming each', () => {
    const all = [runs('red', '4.3.0', undefined), runs('red01', '4.3.0', undefined)];
    expect(() => chooseReverts(all)).toThrow(
      expect.objectContaining({
        code: 'REFUSED',
        failures: [
          expect.objectContaining({ host: 'red', message: 'spark has no earlier revision there to go back to' }),
          expect.objectContaining({ host: 'red01' }),
        ],
      }),
    );
  });

  it('is decided for each component by itself', () => {
    const hadoop = { ...runs('red', '3.5.0', '3.4.0'), component: 'hadoop' } as const;
    expect(nodesOf([hadoop, runs('red01', '4.3.0', '4.2.0')])).toEqual(['red', 'red01']);
  });
});

function nodesOf(all: readonly Kept[]): string[] {
  return chooseReverts(all).map(({ node }) => node);
}

/** A build is called by its version, and a word where there are several of it. */
function runs(node: string, build: string, before: string | undefined): Kept {
  const [version = '', previous = ''] = [build, before].map((one) => one?.split(' ')[0]);
  return {
    node,
    component: 'spark',
    from: { version, revision: 'x2', payloadId: build },
    previous: before === undefined ? undefined : { revision: 'x1', version: previous, payloadId: before },
    isBack: false,
  };
}
