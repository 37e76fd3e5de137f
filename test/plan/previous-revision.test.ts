import { describe, expect, it } from 'vitest';
import { findPrevious } from '../../src/plan/previous-revision.ts';

describe('the revision to go back to', () => {
  it.each([
    ['the one before', 'x1 4.2.0\nx2 4.3.0\n', 'x2', { revision: 'x1', version: '4.2.0' }],
    ['by number, not by letters', 'x9 4.2.0\nx10 4.3.0 current\n', 'x10', { revision: 'x9', version: '4.2.0' }],
    ['not one that was left after going back', 'x1 4.2.0 current\nx2 4.3.0\n', 'x1', undefined],
    ['none where it is the first', 'x1 4.2.0\n', 'x1', undefined],
  ])('is %s', (_title, listed, current, previous) => {
    expect(findPrevious(listed, current)).toEqual(previous);
  });
});
