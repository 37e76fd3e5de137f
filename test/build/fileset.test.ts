import { describe, expect, it } from 'vitest';
import { planMoves, selectPaths } from '../../src/build/fileset.ts';

const paths = ['bin/run', 'bin/run.cmd', 'etc/java/a/b.cfg', 'lib/python/x/tests/t.py', 'lib/python/x/y/tests/t.py'];

describe('selectPaths', () => {
  it.each<[rule: string, filter: string[], kept: string[]]>([
    ['keeps everything without a filter', ['*'], paths],
    ['takes a folder as all that is in it', ['etc'], ['etc/java/a/b.cfg']],
    ['lets a line with a dash take away', ['bin', '-bin/*.cmd'], ['bin/run']],
    [
      'keeps all but what is taken away when nothing is named',
      ['-etc'],
      paths.filter((path) => !path.startsWith('etc')),
    ],
    ['stays within a folder with one star', ['lib/python/*/tests'], ['lib/python/x/tests/t.py']],
    ['crosses folders with two stars', ['lib/python/**/tests'], paths.slice(3)],
    ['does not take a dot for any letter', ['bin/runxcmd'], []],
  ])('%s', (_rule, filter, kept) => {
    expect(selectPaths(paths, filter)).toEqual(kept);
  });
});

describe('planMoves', () => {
  it('moves a folder as a whole', () => {
    expect(planMoves({ etc: 'conf/etc' }, paths)).toEqual([{ from: 'etc', to: 'conf/etc' }]);
  });

  it('gives a folder with one name for all architectures one name', () => {
    const jvm = ['usr/lib/jvm/java-17-openjdk-arm64/bin/java'];
    expect(planMoves({ 'usr/lib/jvm/java-17-openjdk-*': 'usr/lib/jvm/java-17-openjdk' }, jvm)).toEqual([
      { from: 'usr/lib/jvm/java-17-openjdk-arm64', to: 'usr/lib/jvm/java-17-openjdk' },
    ]);
  });

  it('puts what a glob finds into a target that ends with a slash', () => {
    const libraries = ['usr/lib/arm/libffi.so.8', 'usr/lib/arm/libffi.so.8.1'];
    expect(planMoves({ 'usr/lib/*/libffi.so.*': 'lib/python/' }, libraries)).toEqual([
      { from: libraries[0], to: 'lib/python/libffi.so.8' },
      { from: libraries[1], to: 'lib/python/libffi.so.8.1' },
    ]);
  });

  it('moves plain names before globs, each in order of name', () => {
    const moves = planMoves({ 'bin/*.cmd': 'dos/', 'bin/run': 'go', 'a*': 'z/' }, [...paths, 'abc']);
    expect(moves.map(({ from }) => from)).toEqual(['bin/run', 'abc', 'bin/run.cmd']);
  });
});
