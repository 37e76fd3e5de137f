/** Paths that a stage filter of snapcraft.yaml keeps. A line with a leading `-` takes away; a folder stands for all in it. */
export function selectPaths(paths: readonly string[], filter: readonly string[]): string[] {
  const excludes = filter.filter((line) => line.startsWith('-')).map((line) => globPattern(line.slice(1), 'below'));
  const includes = filter.filter((line) => !line.startsWith('-')).map((line) => globPattern(line, 'below'));
  const isKept = (path: string) => includes.length === 0 || includes.some((pattern) => pattern.test(path));
  return paths.filter((path) => isKept(path) && !excludes.some((pattern) => pattern.test(path)));
}

/** A snapcraft glob as a pattern: `*` stays within a folder, `**` does not. */
function globPattern(glob: string, reach: 'exact' | 'below'): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('**/', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replaceAll('\0', '(?:[^/]+/)*');
  return new RegExp(`^${source}${reach === 'below' ? '(?:/.*)?' : ''}$`);
}

export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What `organize` moves: plain names first, then globs, each in order of name, as snapcraft does. */
export function planMoves(organize: Readonly<Record<string, string>>, paths: readonly string[]): Move[] {
  const known = [...new Set(paths.flatMap(withParents))].sort();
  return Object.entries(organize)
    .sort(([a], [b]) => Number(a.includes('*')) - Number(b.includes('*')) || compare(a, b))
    .flatMap(([glob, target]) => movesOf(glob, target, known));
}

function movesOf(glob: string, target: string, known: readonly string[]): Move[] {
  const pattern = globPattern(glob, 'exact');
  return known
    .filter((path) => pattern.test(path))
    .map((from) => ({ from, to: target.endsWith('/') ? `${target}${from.slice(from.lastIndexOf('/') + 1)}` : target }));
}

function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
