import { type Document, isMap, isNode, isPair, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Path, Problem } from './problem.ts';

export interface YamlText {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Line of the value at a path, or of the nearest thing around it that is there. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** Reads YAML 1.2 and keeps where everything stands. Faults are all reported and nothing is thrown. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map((error) => describeFault(error, lines));
  const { value, problems } = faults.length > 0 ? { value: undefined, problems: faults } : toValue(document);
  return { value, problems, lineOf: (path) => lineOf(document, lines, path) };
}

/** Aliases are followed only here, and may lead nowhere or grow without end. */
function toValue(document: Document): { value: unknown; problems: Problem[] } {
  try {
    return { value: document.toJS(), problems: [] };
  } catch (error) {
    return {
      value: undefined,
      problems: [{ path: [], message: error instanceof Error ? error.message : String(error) }],
    };
  }
}

const plainWords: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'this key is there twice',
  TAB_AS_INDENT: 'a tab; YAML is indented with blanks',
  MULTIPLE_DOCS: 'a second document; a cluster file is one',
};

function describeFault(error: YAMLError, lines: LineCounter): Problem {
  return { path: [], message: plainWords[error.code] ?? error.message, line: lines.linePos(error.pos[0]).line };
}

function lineOf(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return undefined;
}

/** Of the key where there is one, because a value may begin on a later line. */
function offsetOf(document: Document, path: Path): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isNode(key) && String(key) === path.at(-1)) : undefined;
  const node = isPair(pair) ? pair.key : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
