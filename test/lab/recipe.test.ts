import { describe, expect, it } from 'vitest';
import { imageName } from '../../src/lab/recipe.ts';

describe('the name of an image', () => {
  it('stays the same for the same recipe', () => {
    expect(imageName('base', ['x64', 'trixie'])).toBe(imageName('base', ['x64', 'trixie']));
    expect(imageName('base', ['x64'])).toMatch(/^base-[0-9a-f]{16}$/);
  });

  it('changes with any part, and with where one part ends and the next begins', () => {
    const names = [['a', 'b'], ['a', 'c'], ['ab'], ['a\nb'], ['a'], ['b', 'a']].map((parts) =>
      imageName('base', parts),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
