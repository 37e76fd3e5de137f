import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => void execFileSync(process.execPath, ['scripts/build-page.ts']), 120_000);

const read = (pattern: string) => globSync(pattern).map((path) => readFileSync(path, 'utf8'));

describe('the built page', () => {
  it('has under 60 kB of script, gzipped', () => {
    const scripts = read('web/dist/assets/*.js');
    expect(scripts).toHaveLength(1);
    expect(gzipSync(scripts.join('')).length).toBeLessThan(60_000);
  });

  it('names no other server, and has no script or style in its HTML', () => {
    const [html = ''] = read('web/dist/index.html');
    expect(html).not.toMatch(/https?:|<style|<script(?![^>]*\bsrc=)/);
    for (const css of read('web/dist/assets/*.css')) expect(css).not.toMatch(/https?:|@import/);
  });

  it('has nothing in it of Node, of its own making, or of the machine that it was built on', () => {
    const [script = ''] = read('web/dist/assets/*.js');
    for (const word of ['__vite-browser-external', 'process.env', 'sourceMappingURL', process.cwd()])
      expect(script.includes(word), word).toBe(false);
  });

  it('is not built again while nothing has changed', () => {
    const { stderr } = spawnSync(process.execPath, ['scripts/build-page.ts'], { encoding: 'utf8' });
    expect(stderr).toBe('the page is as built\n');
  });
});
