import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/build/parse-source.ts';

describe('parseSource', () => {
  it('takes the three words and a file', () => {
    expect(['auto', 'upstream', 'registry', 'file=/tmp/spark.tgz'].map(parseSource)).toEqual([
      'auto',
      'upstream',
      'registry',
      { file: '/tmp/spark.tgz' },
    ]);
  });

  it.each(['', 'file=', 'internet'])('refuses "%s"', (text) => {
    expect(() => parseSource(text)).toThrow('is not known');
  });
});
