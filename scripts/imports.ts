import { posix } from 'node:path';
import { impureWords, inThePage, loaders, mayImport, pureFolders, pureModules, pureNames } from './import-rules.ts';

/** A source file: its path from the root of the repository, with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly from: string;
  readonly names: readonly string[];
  /** Whether nothing of it is left once types are. */
  readonly isType: boolean;
}

const statement = /(?:\b(?:import|export)\b([^'";]*?)\bfrom\s*|\bimport\s*\(\s*|^import\s+)'([^']+)'/gm;

/** What a file of the page takes from `src/` that has no row in `import-rules.ts`, one line each. Reads nothing. */
export function pageImportFaults({ path, text }: Source): string[] {
  const taken = importsOf(withoutComments(text)).filter(({ isType }) => !isType);
  const from = taken.map((one) => posix.join(posix.dirname(path), one.from)).filter((file) => file.startsWith('src/'));
  return from
    .filter((file) => !inThePage.includes(file))
    .map((file) => `${path}: uses ${file}; take its types only, or give it a row in scripts/import-rules.ts`);
}

/** Every rule of `import-rules.ts` that the file breaks, one line each. Reads nothing. */
export function importFaults({ path, text }: Source): string[] {
  const code = withoutComments(text);
  const layer = layerOf(path);
  const allowed = mayImport[layer];
  if (allowed === undefined) return [`${path}: no row in scripts/import-rules.ts says what ${layer} may import`];
  const found = importsOf(code);
  const upward = found.flatMap(({ from }) => upwardFault(path, allowed, from));
  return pureFolders.includes(layer) && !loaders.test(path)
    ? [...upward, ...found.flatMap((one) => effectFault(path, one)), ...impureFaults(path, code)]
    : upward;
}

function importsOf(code: string): Import[] {
  return [...code.matchAll(statement)].map(([, clause = '', from = '']) => ({
    from,
    names: namesIn(clause),
    isType: /^\s*type\b/.test(clause),
  }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** `type { A, b as c }` → `A`, `b`. A default or namespace import counts as the name `*`. */
function namesIn(clause: string): string[] {
  const braces = /\{([^}]*)\}/.exec(clause);
  if (braces === null) return ['*'];
  return (braces[1] ?? '').split(',').flatMap(
    (word) =>
      word
        .trim()
        .replace(/^type /, '')
        .split(' ')[0] || [],
  );
}

function upwardFault(path: string, allowed: readonly string[], from: string): string[] {
  if (!from.startsWith('.')) return [];
  const layer = layerOf(path);
  const target = layerOf(posix.join(posix.dirname(path), from));
  if (target === layer || allowed.includes(target)) return [];
  return [`${path}: ${layer} may not import ${target} (${from}); arrows point down only`];
}

function effectFault(path: string, { from, names }: Import): string[] {
  if (from.startsWith('.') || pureModules.includes(from)) return [];
  const harmless = pureNames[from] ?? [];
  if (names.every((name) => harmless.includes(name))) return [];
  return [
    `${path}: imports ${from}, and this folder only decides; pass the effect in, or move it to a folder that acts`,
  ];
}

function impureFaults(path: string, code: string): string[] {
  const words = new Set(code.match(impureWords));
  return [...words].map((word) => `${path}: uses ${word}; time, chance and environment arrive as arguments`);
}

function layerOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first.replace(/\.(ts|js)$/, '');
}
