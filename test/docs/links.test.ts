import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsIn, linksIn, markdownFiles } from '../support/markdown.ts';

describe('the documentation', () => {
  it.each(markdownFiles())('%s links only to files and headings that exist', (file) => {
    expect(linksIn(readFileSync(file, 'utf8')).filter((target) => isBroken(file, target))).toEqual([]);
  });

  it.each(markdownFiles())('%s names only files of the repository that exist', (file) => {
    const named = readFileSync(file, 'utf8').matchAll(/`((?:src|scripts|snaps|test|docs|lab|examples)\/[\w./-]+)`/g);
    const paths = [...named].map(([, path = '']) => path).filter((path) => !/NAME|NNNN/.test(path));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('is reachable from the README', () => {
    const reachable = reachableFrom('README.md');
    expect(markdownFiles().filter((file) => !reachable.has(file))).toEqual([]);
  });
});

function isBroken(file: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [path = '', anchor] = target.split('#');
  const linked = path === '' ? file : join(dirname(file), path);
  if (!existsSync(linked)) return true;
  return anchor !== undefined && !anchorsIn(readFileSync(linked, 'utf8')).includes(anchor);
}

function reachableFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const pages = linksIn(readFileSync(file, 'utf8')).map((target) => join(dirname(file), target.replace(/#.*/, '')));
  for (const page of pages.filter((path) => path.endsWith('.md'))) reachableFrom(page, seen);
  return seen;
}
