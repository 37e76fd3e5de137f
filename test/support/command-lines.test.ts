import { describe, expect, it } from 'vitest';
import { commandLinesIn, commandsNamedIn, shellWords } from './command-lines.ts';

describe('commandLinesIn', () => {
  it('takes what a block of code would call, without comments, redirections and other programs', () => {
    const block =
      '```sh\n$ bramble hosts red  # why\nls\nbramble deploy spark \\\n  --yes 2>log | tee log\n```\nbramble is a word\n';
    expect(commandLinesIn(block)).toEqual(['bramble hosts red', 'bramble deploy spark  --yes']);
  });

  it('takes each call of a line, behind a pipe or a variable too', () => {
    const block = '    cat a | bramble run hdfs dfs -put - /a && BRAMBLE_LAB=x bramble status > out\n';
    expect(commandLinesIn(block)).toEqual(['bramble run hdfs dfs -put - /a', 'bramble status']);
  });

  it('takes from a console what follows a prompt, and nothing from a language', () => {
    const blocks = '```console\n$ bramble status\nbramble says so\n```\n```python\nbramble status\n```\n';
    expect(commandLinesIn(blocks)).toEqual(['bramble status']);
  });

  it('keeps what a quoted word holds', () => {
    expect(commandLinesIn('    bramble run hdfs dfs -cat "/a | b; c"\n')).toEqual([
      'bramble run hdfs dfs -cat "/a | b; c"',
    ]);
  });
});

describe('commandsNamedIn', () => {
  it('takes calls within sentences, and none of a block', () => {
    const text = 'Type `bramble add`, or\n`bramble lab up --os LIST`.\n```sh\n`bramble no`\n```\n    `bramble no`\n';
    expect(commandsNamedIn(text)).toEqual(['bramble add', 'bramble lab up --os LIST']);
  });
});

describe('shellWords', () => {
  it('keeps quoted words together', () => {
    expect(shellWords(`a --hosts "red,red[01-02]" --x='y z'`)).toEqual(['a', '--hosts', 'red,red[01-02]', '--x=y z']);
  });
});
