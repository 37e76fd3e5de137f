import { execFileSync } from 'node:child_process';
import { constantFrom, sample, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteCommand, quoteWord } from '../../src/host/quote.ts';

describe('quoteWord', () => {
  it.each([
    ['plain', 'plain'],
    ['/opt/bramble/bin/bramble-node', '/opt/bramble/bin/bramble-node'],
    ['--name=value', '--name=value'],
    ['a=b', "'a=b'"],
    ['', "''"],
    ['a b; rm -rf $HOME', "'a b; rm -rf $HOME'"],
    ["it's", "'it'\\''s'"],
    ["'", "\\'"],
    ['back\\slash', "'back'\\\\'slash'"],
    ['~', "'~'"],
    ['*', "'*'"],
    ['$(id)', "'$(id)'"],
    ['a\nb', "'a\nb'"],
  ])('writes %j as %s', (word, quoted) => {
    expect(quoteWord(word)).toBe(quoted);
  });
});

describe('quoteCommand', () => {
  it.each(['sh', 'bash'])('is read back unchanged by %s, whatever the words are', (shell) => {
    const word = string({ unit: 'binary', maxLength: 12 }).filter(isArgument);
    const words = [
      ...sample(word, 400),
      ...sample(string({ unit: constantFrom(...`'"\\$\`!~ \n`), maxLength: 6 }), 400),
    ];
    const line = quoteCommand(['printf', '%s\\0', ...words]);
    expect(execFileSync(shell, ['-c', line], { encoding: 'utf8' }).split('\0')).toEqual([...words, '']);
  });
});

const isArgument = (text: string) => !text.includes('\0') && text.isWellFormed();
