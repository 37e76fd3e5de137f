import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const pages = globSync('docs/**/*.md');
let site: string;

beforeAll(() => {
  site = mkdtempSync(join(tmpdir(), 'bramble-site-'));
  execFileSync('node_modules/.bin/vitepress', ['build', 'docs', '--outDir', site], { stdio: 'pipe' });
});

afterAll(() => rmSync(site, { recursive: true, force: true }));

describe('the site of the manual', () => {
  it('is built without a dead link, with a page for each Markdown file', () => {
    expect(pages.map(pageOf).filter((page) => !existsSync(join(site, page)))).toEqual([]);
    expect(pages.length).toBeGreaterThan(100);
  });

  it('lists every page of its own level beside each page', () => {
    const html = readFileSync(join(site, 'index.html'), 'utf8');
    const listed = pages.filter((page) => !page.startsWith('docs/decisions/0')).map(pageOf);
    expect(listed.filter((page) => !html.includes(`href="/${page.replace(/index\.html$/, '')}"`))).toEqual([]);
  });

  it('has what its pages lead to that is no page', () => {
    for (const file of ['reference/openapi.json', 'report/report.pdf', 'report/record.json'])
      expect(existsSync(join(site, file)), file).toBe(true);
  });

  it('finds words in its own index', () => {
    const [index = ''] = globSync('assets/chunks/@localSearchIndex*.js', { cwd: site });
    expect(readFileSync(join(site, index), 'utf8')).toContain('namenode');
  });

  it('loads nothing from elsewhere', () => {
    const files = globSync('**/*.{html,css}', { cwd: site }).map((file) => readFileSync(join(site, file), 'utf8'));
    const loaded = files.flatMap(
      (text) => text.match(/(?:\bsrc="|<link[^>]+href="|url\(["']?|@import ["'])(?:https?:)?\/\/[^"')]+/g) ?? [],
    );
    expect(loaded).toEqual([]);
  });
});

function pageOf(markdown: string): string {
  return markdown
    .slice('docs/'.length)
    .replace(/README\.md$/, 'index.md')
    .replace(/\.md$/, '.html');
}
