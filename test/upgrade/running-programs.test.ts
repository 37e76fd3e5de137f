import { describe, expect, it } from 'vitest';
import { parsePrograms, untilNoPrograms } from '../../src/upgrade/running-programs.ts';
import { FakeHost } from '../support/fake-host.ts';

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

describe('waiting until no program of a snap runs', () => {
  const words = 'systemctl list-units --type=scope --plain --no-legend snap.bramble-spark.*'.split(' ');
  const atOnce = { limitSeconds: 0, signal: undefined };

  it('ends at once where none does', async () => {
    const host = new FakeHost('red01').answers(words, { stdout: '' });
    await expect(untilNoPrograms(host, 'spark', atOnce)).resolves.toBeUndefined();
  });

  it('ends with what still runs when the time is over, and the option that gives it longer', async () => {
    const host = new FakeHost('red01').answers(words, { stdout: scope('submit') });
    await expect(untilNoPrograms(host, 'spark', atOnce)).rejects.toMatchObject({
      host: 'red01',
      message: 'a program of spark still runs there: submit',
      hint: expect.stringContaining('--drain-timeout'),
    });
  });
});
