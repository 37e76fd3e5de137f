import { describe, expect, it } from 'vitest';
import { runBramble } from '../support/run-bramble.ts';

describe('bramble hosts', () => {
  it('lists the hosts of each list', async () => {
    const { stdout, stderr, exitCode } = await runBramble(['hosts', 'red,red[01-02]', 'blue']);
    expect(stdout).toBe('red,red[01-02]: 3 hosts\n  red\n  red01\n  red02\nblue: 1 host\n  blue\n');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  it('with --json prints exactly one line for each list, good or bad, and exits with 2 if one was bad', async () => {
    const { stdout, stderr, exitCode } = await runBramble(['hosts', '--json', 'red[1-2]', 'red[3-1]', '', 'red,red']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { list: 'red[1-2]', hosts: ['red1', 'red2'] },
      {
        list: 'red[3-1]',
        error: 'host list "red[3-1]", character 5: the range 3-1 runs backwards; write "red[1-3]"',
      },
      { list: '', error: expect.stringContaining('names no host') },
      { list: 'red,red', hosts: ['red'] },
    ]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 2 });
  });

  it('shows the good lists and explains the bad ones, and exits with 2', async () => {
    const { stdout, stderr, exitCode } = await runBramble(['hosts', 'red[01-02', 'blue']);
    expect(stdout).toBe('blue: 1 host\n  blue\n');
    expect(stderr).toContain('error: host list "red[01-02", character 4: this bracket is never closed');
    expect(stderr).toContain('try: write "red[01-02]"');
    expect(exitCode).toBe(2);
  });

  it('without a list is wrong use', async () => {
    expect((await runBramble(['hosts'])).exitCode).toBe(2);
  });
});
