import { describe, expect, it } from 'vitest';
import { runBramble } from '../support/run-bramble.ts';

describe('a file that cannot be written', () => {
  it.each([
    ['bench', '--output'],
    ['verify', '--junit'],
  ])('is told of by %s before a host is asked for anything', async (command, flag) => {
    const { exitCode, stderr } = await runBramble([command, '--hosts', 'nowhere.invalid', flag, '/not-there/file']);
    expect(stderr).toMatch(new RegExp(`${flag}: /not-there/file cannot be written[\\s\\S]*try: make the folder`));
    expect(exitCode).toBe(2);
  });
});
