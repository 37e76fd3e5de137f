import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBramble } from '../support/run-bramble.ts';
import { openTerminal } from '../support/terminal.ts';
import { releaseVersion } from '../support/tiny-store.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const red = '\u001b[31m';
let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bramble-terminal-'));
  env = { HOME: home, XDG_STATE_HOME: join(home, 'state'), BRAMBLE_STORE: join(home, 'store') };
  process.env.XDG_STATE_HOME = env.XDG_STATE_HOME; // the store’s key is made by this process
  await releaseVersion(join(home, 'store'), '4.1.1');
});

afterAll(() => rmSync(home, { recursive: true }));

describe('at a terminal', () => {
  it.each([100, 70, 40])('shows tables of %i columns in whole words', async (columns) => {
    const shown = await at(['channels', 'spark'], { columns });
    const [, table = ''] = shown.split('spark\n');
    const lines = table.trimEnd().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    for (const word of ['latest/edge', 'arm64', '4.1.1'])
      expect(table).toMatch(new RegExp(`(?:^|\\s)${word}(?:\\s|$)`));
    expect(table.includes('CHANNEL  ')).toBe(columns > 40); // else each row is a block
  });

  it('wraps help at 50 columns', async () => {
    const shown = await at(['status', '--help'], { columns: 50 });
    const options = shown.slice(shown.indexOf('Options:'), shown.indexOf('Examples:'));
    expect(Math.max(...options.split('\n').map((line) => line.trimEnd().length))).toBeLessThanOrEqual(50);
  });

  it('suggests the next step, which no script is told', async () => {
    expect(await at(['init', 'a.yaml'])).toContain('next: put your hosts into it, then bramble plan -f a.yaml\n');
    expect(await at(['init', 'b.yaml', '--json'])).toBe('{"file":"b.yaml"}\n');
    const { stdout, stderr } = await runBramble(['init', 'c.yaml'], { cwd: home });
    expect({ stdout, stderr }).toEqual({ stdout: 'wrote c.yaml\n', stderr: '' });
  });

  it.each<[where: string, env: Record<string, string>, isRed: boolean]>([
    ['as a rule', {}, true],
    ['with NO_COLOR', { NO_COLOR: '1' }, false],
    ['where TERM is dumb', { TERM: 'dumb' }, false],
  ])('colours errors %s: %j', async (_where, more, isRed) => {
    const shown = await openTerminal([process.execPath, main, 'ssh', 'red'], { env: { ...env, ...more } }).ended;
    expect(stripVTControlCharacters(shown)).toContain('error: ');
    expect(shown.includes(red)).toBe(isRed);
  });

  it('writes signs in ASCII where the locale has no others', async () => {
    const shown = await at(['logs', '--help'], {}, { LANG: 'C' });
    expect(shown).toContain('Ctrl-C');
    expect(await at(['--help'], {}, { LANG: 'C' })).toContain("show the daemons' logs");
    expect(await at(['--help'], {}, { TERM: 'linux' })).toContain("show the daemons' logs");
    expect(await at(['--help'])).toContain('show the daemons’ logs');
  });
});

describe('in a pipe', () => {
  it('colours nothing unless FORCE_COLOR says so', async () => {
    const without = await runBramble(['ssh', 'red'], { env });
    expect(without.stderr).not.toContain('\u001b');
    const forced = await runBramble(['ssh', 'red'], { env: { ...env, FORCE_COLOR: '1' } });
    expect(forced.stderr).toContain(red);
  });

  it('ends without a complaint when the reader goes away', () => {
    const line = `('${process.execPath}' '${main}' hosts 'red[1-60000]' || echo "status $?" >&2) 2>&1 >&3 3>&- | cat`;
    const seen = execFileSync('sh', ['-c', `{ ${line} ; } 3>&1 >'${home}/said' | head -1`], { encoding: 'utf8' });
    expect(seen).toBe('red[1-60000]: 60000 hosts\n');
    expect(execFileSync('cat', [`${home}/said`], { encoding: 'utf8' })).toBe('status 141\n');
  });
});

/** What a command shows at a terminal, without colour. */
async function at(words: readonly string[], size: { columns?: number } = {}, more: Record<string, string> = {}) {
  const terminal = openTerminal([process.execPath, main, ...words], { env: { ...env, ...more }, cwd: home, ...size });
  return stripVTControlCharacters(await terminal.ended).replaceAll('\r\n', '\n');
}
