import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../src/build/recipe.ts';
import { BrambleError } from '../../src/errors.ts';
import { readRecipeText, recipeText } from '../support/recipe-text.ts';

describe('parseRecipe', () => {
  it('reads the snapcraft.yaml of Spark', () => {
    const recipe = parseRecipe(recipeText, 'snapcraft.yaml', 'arm64');
    expect(recipe.name).toBe('bramble-spark');
    expect(Object.keys(recipe.parts)).toEqual(['spark', 'java', 'python', 'node', 'meta']);
  });

  it.each([
    ['amd64', 'hadoop-3.5.0.tar.gz'],
    ['arm64', 'hadoop-3.5.0-aarch64.tar.gz'],
  ] as const)('takes what the grammar gives for %s', (arch, file) => {
    const { hadoop } = parseRecipe(readRecipeText('hadoop'), 'snapcraft.yaml', arch).parts;
    expect(hadoop?.source?.split('/').at(-1)).toBe(file);
    expect(hadoop?.['source-checksum']).toMatch(/^sha512\/[0-9a-f]{128}$/);
  });

  it.each<[what: string, from: string, to: string, named: string]>([
    ['a plugin that it does not know', 'plugin: nil', 'plugin: maven', 'parts.java.plugin'],
    [
      'a key of a part that it does not carry out',
      '    plugin: nil',
      '    override-build: make\n    plugin: nil',
      'override-build',
    ],
    ['a key of the snap that it would lose', 'grade: stable', 'grade: stable\nepoch: 1', 'epoch'],
    [
      'a word of the grammar that it does not know',
      '    source: node',
      '    source: [{on amd64: node}]',
      'parts.node.source',
    ],
    [
      'a source for other architectures only',
      '    source: node',
      '    source: [{to amd64: node}]',
      'parts.node.source',
    ],
    ['another base', 'base: core24', 'base: core22', 'base'],
    ['classic confinement', 'confinement: strict', 'confinement: classic', 'confinement'],
  ])('refuses %s by name', (_what, from, to, named) => {
    const fault = faultOf(recipeText.replace(from, to));
    expect(fault).toMatchObject({ code: 'BUILD_FAILED', hint: 'build with --builder snapcraft' });
    expect(fault.evidence).toContain(named);
  });

  it('refuses a key that stands twice', () => {
    expect(faultOf(`${recipeText}\ngrade: devel\n`).message).toBe('snapcraft.yaml is not YAML');
  });
});

function faultOf(text: string): BrambleError {
  try {
    parseRecipe(text, 'snapcraft.yaml', 'arm64');
  } catch (error) {
    if (error instanceof BrambleError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
