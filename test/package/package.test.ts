import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Packed {
  readonly version: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let elsewhere: string;
let packed: Packed;

beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'bramble-package-'));
  const pack = ['pack', '--json', '--silent', '--pack-destination', elsewhere];
  packed = onlyOf(JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' })) as Packed[]);
  const install = [
    'install',
    '--silent',
    '--prefer-offline',
    '--ignore-scripts',
    '--prefix',
    elsewhere,
    join(elsewhere, packed.filename),
  ];
  execFileSync('npm', install, { cwd: elsewhere });
});

afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe('the npm package, installed outside the checkout', () => {
  it('says its version', () => {
    expect(bramble('--version')).toBe(`${packed.version}\n`);
  });

  it('does what the documentation begins with', () => {
    expect(bramble('hosts', 'red,red[01-02]')).toBe('red,red[01-02]: 3 hosts\n  red\n  red01\n  red02\n');
  });

  it('is a library too', () => {
    const script = "import * as bramble from 'bramble'; console.log(typeof bramble.explain)";
    expect(run(process.execPath, ['--input-type=module', '-e', script])).toBe('function\n');
  });

  it('finds every package that any of its modules wants', () => {
    const script = 'for (const file of process.argv.slice(1)) await import(file); console.log("all")';
    const files = modules().filter((file) => !file.endsWith('/main.js')); // these two would run
    expect(files.length).toBeGreaterThan(100);
    expect(run(process.execPath, ['--input-type=module', '-e', script, ...files])).toBe('all\n');
  });

  it('finds every file of its own that any of its modules names', () => {
    const named = modules().flatMap((file) => {
      const urls = readFileSync(file, 'utf8').matchAll(/new URL\('([^']+)', import\.meta\.url\)/g);
      return [...urls].map(([, url = '']) => join(dirname(file), url));
    });
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
  });

  it('brings the snaps, the lab and the manual, and neither sources nor tests', () => {
    const folders = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect([...folders].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bench',
      'dist',
      'docs',
      'lab',
      'man',
      'package.json',
      'relay',
      'snaps',
      'templates',
      'web',
    ]);
  });
});

function modules(): string[] {
  return globSync('node_modules/bramble/dist/**/*.js', { cwd: elsewhere }).map((path) => join(elsewhere, path));
}

function bramble(...words: string[]): string {
  return run(join(elsewhere, 'node_modules/.bin/bramble'), words);
}

function run(program: string, words: readonly string[]): string {
  return execFileSync(program, words, { cwd: elsewhere, encoding: 'utf8' });
}

function onlyOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('npm pack made nothing');
  return first;
}
