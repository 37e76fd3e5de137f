import { describe, expect, it } from 'vitest';
import { parsePrograms } from '../../src/upgrade/running-programs.ts';

const scope = (app: string) =>
  `snap.bramble-spark.${app}-0f6a1c2e-7b1d-4c55-9a53-6f2f6d1c2b3a.scope loaded active running snap.bramble-spark.${app}`;

describe('programs that keep a snap from being changed', () => {
  it.each([
    ['none', '', []],
    ['one', `${scope('submit')}\n`, ['submit']],
    ['one that runs twice', `${scope('submit')}\n${scope('submit')}\n`, ['submit']],
    ['one with a dash in its name', `${scope('spark-shell')}\n`, ['spark-shell']],
  ])('%s', (_title, listed, programs) => {
    expect(parsePrograms(listed)).toEqual(programs);
  });
});
