import { describe, expect, it } from 'vitest';
import { anchorsIn, linksIn } from './markdown.ts';

describe('linksIn', () => {
  it('finds links and images, and none in code', () => {
    const text = 'See [a](a.md#x), ![b](b.png "title") and `[c](c.md)`.\n```\n[d](d.md)\n```\n';
    expect(linksIn(text)).toEqual(['a.md#x', 'b.png']);
  });
});

describe('anchorsIn', () => {
  it('makes them as GitHub does, and tells equal headings apart', () => {
    expect(anchorsIn('# With Pis, or `without`?\n\n## A - b\n## A - b\n```\n# no\n```\n')).toEqual([
      'with-pis-or-without',
      'a---b',
      'a---b-1',
    ]);
  });
});
