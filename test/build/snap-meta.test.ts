import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRecipe } from '../../src/build/recipe.ts';
import { renderSnapMeta } from '../../src/build/snap-meta.ts';
import { recipeText } from '../support/recipe-text.ts';

const text = renderSnapMeta(parseRecipe(recipeText, 'snapcraft.yaml', 'arm64'), 'arm64', ['check-health', 'configure']);
const meta = parse(text) as Record<string, unknown>; // rendered above

describe('renderSnapMeta', () => {
  it('begins with the name, by which the node kit knows its component', () => {
    expect(text.split('\n')[0]).toBe('name: bramble-spark');
  });

  it('names the architecture and nothing of how the snap is built', () => {
    expect(meta.architectures).toEqual(['arm64']);
    for (const key of ['parts', 'platforms', 'compression', 'environment']) expect(meta).not.toHaveProperty(key);
  });

  it('keeps what a daemon is told', () => {
    expect(meta.apps).toMatchObject({
      worker: { command: 'node/run worker', daemon: 'simple', 'install-mode': 'disable', after: ['master'] },
    });
  });

  it('lists every hook, with its plugs where it has some', () => {
    expect(meta.hooks).toEqual({ 'check-health': {}, configure: { plugs: ['network'] } });
  });

  it('leaves each command on one line of its own, where bramble-node finds it', () => {
    expect(text).toMatch(/^ {4}command: node\/run submit$/m);
  });
});
