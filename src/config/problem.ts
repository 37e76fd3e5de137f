import { BrambleError } from '../errors.ts';

export type Path = readonly (string | number)[];

/** One thing that is wrong with a configuration: where in it, and what. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
  /** Where it stands in the file, counted from 1. */
  readonly line?: number | undefined;
}

/** `hosts[2].roles[0]` */
function renderPath(path: Path): string {
  return path.reduce<string>((text, part) => text + renderPart(part, text === ''), '');
}

function renderPart(part: string | number, isFirst: boolean): string {
  if (typeof part === 'number') return `[${part}]`;
  if (!/^[a-z\d-]+$/i.test(part)) return `["${part}"]`;
  return isFirst ? part : `.${part}`;
}

/** All problems of one configuration in one error, in the order of their lines. `source` is where it was written. */
export function explainProblems(source: string, problems: readonly Problem[], hint?: string): BrambleError {
  const lines = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(renderProblem);
  const [only] = lines;
  if (lines.length === 1) return new BrambleError('CONFIG_INVALID', `${source}${only}`, { hint });
  return new BrambleError('CONFIG_INVALID', `${source}${lines.length} problems`, {
    evidence: lines.join('\n'),
    hint,
  });
}

function renderProblem({ path, message, line }: Problem): string {
  const place = [line === undefined ? '' : `line ${line}`, renderPath(path)].filter((part) => part !== '').join(', ');
  return place === '' ? message : `${place}: ${message}`;
}
