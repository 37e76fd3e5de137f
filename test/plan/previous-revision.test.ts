import { describe, expect, it } from 'vitest';
import { findPrevious, hasNewer } from '../../src/plan/previous-revision.ts';

const listed = (...rows: readonly [revision: string, version: string][]) =>
  rows
    .map(([revision, version]) => {
      const manifest = { component: 'spark', version, payloadId: `payload-${version}`, parts: [{ version: '17' }] };
      return `--- ${revision}\n${JSON.stringify(manifest, null, 2)}\n\n`;
    })
    .join('');
const kept = (revision: string, version: string) => ({ revision, version, payloadId: `payload-${version}` });

it('tells a revision that was gone back to from one that came last', () => {
  expect(hasNewer(listed(['x1', '4.2.0'], ['x2', '4.3.0']), 'x1')).toBe(true);
  expect(hasNewer(listed(['x9', '4.2.0'], ['x10', '4.3.0']), 'x10')).toBe(false);
});

describe('the revision to go back to', () => {
  it.each([
    ['the one before', listed(['x1', '4.2.0'], ['x2', '4.3.0']), 'x2', kept('x1', '4.2.0')],
    ['by number, not by letters', listed(['x10', '4.3.0'], ['x9', '4.2.0']), 'x10', kept('x9', '4.2.0')],
    ['not one that was left after going back', listed(['x1', '4.2.0'], ['x2', '4.3.0']), 'x1', undefined],
    ['none where it is the first', listed(['x1', '4.2.0']), 'x1', undefined],
    ['none where nothing is told', '', 'x1', undefined],
    ['not one whose manifest is cut off', `--- x1\n{ "version": \n${listed(['x2', '4.3.0'])}`, 'x2', undefined],
  ])('is %s', (_title, text, current, previous) => {
    expect(findPrevious(text, current)).toEqual(previous);
  });
});
