import { describe, expect, it } from 'vitest';
import { importFaults, pageImportFaults } from '../../scripts/imports.ts';

describe('importFaults', () => {
  it.each<[rule: string, path: string, text: string]>([
    ['an arrow that points down', 'src/plan/x.ts', "import { roles } from '../domain/roles.ts';"],
    ['a neighbour in the same folder', 'src/plan/x.ts', "import { y } from './y.ts';"],
    ['a module that only computes', 'src/config/x.ts', "import { parse } from 'yaml';"],
    ['a harmless name of a module that can do more', 'src/config/x.ts', "import { isIP } from 'node:net';"],
    ['an effect in a folder that acts', 'src/host/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['a loader that reads the disk', 'src/config/load-cluster.ts', "import { readFile } from 'node:fs/promises';"],
    ['a word in a comment', 'src/plan/x.ts', '/** Never calls Date.now(). */\nexport const a = 1;'],
  ])('allows %s', (_rule, path, text) => {
    expect(importFaults({ path, text })).toEqual([]);
  });

  it.each<[rule: string, path: string, text: string, word: string]>([
    ['an arrow that points up', 'src/plan/x.ts', "import { connect } from '../host/ssh-host.ts';", 'host'],
    ['a type taken from above', 'src/domain/x.ts', "import type { Plan } from '../plan/plan.ts';", 'plan'],
    ['an arrow up from a sub-folder', 'src/plan/deep/x.ts', "import { a } from '../../cli/a.ts';", 'cli'],
    ['an arrow up by a lazy import', 'src/host/x.ts', "const a = await import('../cli/a.ts');", 'cli'],
    ['an arrow up in a re-export', 'src/facts/x.ts', "export { a } from '../deploy/a.ts';", 'deploy'],
    ['an effect in a folder that decides', 'src/plan/x.ts', "import { execa } from 'execa';", 'execa'],
    ['an effect over several lines', 'src/plan/x.ts', "import {\n  a,\n  b,\n} from 'node:fs';", 'node:fs'],
    ['a harmful name beside a harmless one', 'src/plan/x.ts', "import { isIP, connect } from 'node:net';", 'node:net'],
    ['the clock', 'src/plan/x.ts', 'export const now = () => Date.now();', 'Date.now'],
    ['the environment', 'src/domain/x.ts', 'export const home = process.env.HOME;', 'process.env'],
    ['a folder without a row', 'src/misc/x.ts', '', 'import-rules.ts'],
  ])('refuses %s', (_rule, path, text, word) => {
    expect(importFaults({ path, text })).toEqual([expect.stringContaining(word)]);
  });
});

describe('pageImportFaults', () => {
  it.each<[what: string, text: string]>([
    ['types of anything', "import type { Job } from '../../../src/api/schemas.ts';"],
    ['a module with a row', "import { roles } from '../../../src/domain/roles.ts';"],
    ['its own modules', "import { count } from './count.ts';"],
  ])('allows %s', (_what, text) => {
    expect(pageImportFaults({ path: 'web/src/model/x.ts', text })).toEqual([]);
  });

  it('refuses a module of src/ that has no row', () => {
    const text = "import { keys, type Key } from '../../../src/domain/keys.ts';";
    expect(pageImportFaults({ path: 'web/src/model/x.ts', text })).toEqual([
      expect.stringMatching(/x\.ts: uses src\/domain\/keys\.ts; take its types only/),
    ]);
  });
});
