import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const light = ['commander', 'node:fs', 'node:module', 'node:url', 'node:util'];

describe('starting up', () => {
  it.each(['src/cli/run-cli.ts', ...lazyImports('src/cli/commands.ts')])(
    '%s loads few and only light modules',
    (file) => {
      const loaded = [...reach(file)];
      expect(loaded.filter((one) => !one.startsWith('src/') && !light.includes(one))).toEqual([]);
      expect(loaded.length).toBeLessThan(20);
    },
  );
});

describe('a deploy with nothing to do', () => {
  const path = [
    'src/operations/deploy.ts',
    'src/operations/deploy-cluster.ts',
    'src/cli/run-operation.ts',
    'src/cli/reach-by.ts',
    'src/config/resolve-cluster.ts',
    'src/host/ssh-host.ts',
  ];

  it.each(path)('loads no schemas, no YAML and no way to start programs with %s', (file) => {
    const heavy = ['zod', 'yaml', 'execa', 'listr2', 'mustache'];
    expect([...reach(file)].filter((one) => heavy.includes(one))).toEqual([]);
  });
});

/** Everything that loading a file loads with it: our files by path, others by name. Lazy imports wait; types are gone. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (file.startsWith('src/')) for (const next of imports(file)) reach(next, seen);
  return seen;
}

function imports(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type )[^'";]*?from '([^']+)'|^import '([^']+)'/gm,
  );
  return [...found].map(([, from, bare]) => resolve(file, from ?? bare ?? ''));
}

function lazyImports(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/await import\('([^']+)'\)/g)].map(([, from = '']) =>
    resolve(file, from),
  );
}

function resolve(file: string, from: string): string {
  return from.startsWith('.') ? join(dirname(file), from) : from;
}
