import { describe, expect, it } from 'vitest';
import { anchorsIn, commandLinesIn, linksIn, shellWords } from './markdown.ts';

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

describe('commandLinesIn', () => {
  it('takes the lines of code blocks that call the program, whole', () => {
    const block =
      '```sh\n$ bramble hosts red  # why\nls\nbramble deploy spark \\\n  --yes | tee log\n```\nbramble is a word\n';
    expect(commandLinesIn(block, 'bramble')).toEqual(['bramble hosts red', 'bramble deploy spark  --yes']);
  });
});

describe('shellWords', () => {
  it('keeps quoted words together', () => {
    expect(shellWords(`a --hosts "red,red[01-02]" --x='y z'`)).toEqual(['a', '--hosts', 'red,red[01-02]', '--x=y z']);
  });
});
