import { describe, expect, it } from 'vitest';
import { newestGlibc, newestVersion } from '../../src/build/elf.ts';

const program = (text: string) => Buffer.from(`\x7fELF\x02\x01${text}`, 'latin1');

describe('newestGlibc', () => {
  it('finds the newest version by its numbers, not its letters', () => {
    expect(newestGlibc(program('\0GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.17\0'))).toBe('2.34');
  });

  it('asks nothing of a program without the C library', () => {
    expect(newestGlibc(program('\0libm.so.6\0'))).toBeUndefined();
  });

  it('does not read a text that speaks of it', () => {
    expect(newestGlibc(Buffer.from('needs GLIBC_2.99'))).toBeUndefined();
  });
});

describe('newestVersion', () => {
  it('has none of nothing', () => {
    expect(newestVersion([])).toBeUndefined();
  });
});
