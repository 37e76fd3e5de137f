import type { Block, Column, Inline, Section, Table, Text } from './document.ts';

/** A word as it is typed: a command, a path, a property. */
export function code(text: string): Inline {
  return { kind: 'code', text };
}

/** A word to be noticed. */
export function strong(text: string): Inline {
  return { kind: 'strong', text };
}

/** A source that can be looked up. */
export function link(text: string, url: string): Inline {
  return { kind: 'link', text, url };
}

/** A paragraph of these pieces. */
export function paragraph(...text: Text): Block {
  return { kind: 'paragraph', text };
}

/** A paragraph that must not be overlooked. */
export function notice(...text: Text): Block {
  return { kind: 'notice', text };
}

/** A list of these items. */
export function list(items: readonly Text[]): Block {
  return { kind: 'list', items };
}

/** A table; a column whose title begins with `>` is aligned to the right. */
export function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly (string | Text)[])[],
): Table {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? [cell] : cell)));
  return { kind: 'table', caption, columns: titles.map(asColumn), rows: texts };
}

function asColumn(title: string): Column {
  return title.startsWith('>') ? { title: title.slice(1), align: 'right' } : { title, align: 'left' };
}

/** A section; undefined where it would have nothing to say. */
export function section(id: string, title: string, blocks: readonly Block[]): Section | undefined {
  return blocks.length === 0 ? undefined : { id, title, blocks };
}

/** The words without their markup. */
export function plainText(text: Text): string {
  return text.map((one) => (typeof one === 'string' ? one : one.text)).join('');
}
