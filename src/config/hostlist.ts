import { isIPv6 } from 'node:net';
import { explainFault, HostlistFault, type Span } from './hostlist-fault.ts';
import { splitParts } from './hostlist-parts.ts';
import { hostlistLimit, type Piece, parseRanges } from './hostlist-range.ts';

/** The hosts that a list such as `red,red[01-02]` stands for, in its order, each once. Throws HOSTLIST_INVALID. */
export function expandHostlist(list: string): string[] {
  return [...new Set(expandHostlistFully(list))];
}

/** As `expandHostlist`, with a host as often as the list names it. */
export function expandHostlistFully(list: string): string[] {
  try {
    return expand(list);
  } catch (error) {
    if (error instanceof HostlistFault) throw explainFault(list, error, ifItExpands(error.corrected));
    throw error;
  }
}

/** Those that occur more than once, in order of their first occurrence. */
export function findDuplicates(hosts: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(hosts.filter((host) => seen.has(host) || !seen.add(host)))];
}

function expand(list: string): string[] {
  const parts = splitParts(list).map((part) => ({ part, pieces: parsePieces(list, part) }));
  if (parts.length === 0) throw new HostlistFault('it names no host', { from: 0, to: list.length });
  let total = 0;
  for (const { part, pieces } of parts) {
    total += pieces.reduce((product, { count }) => product * count, 1);
    if (total > hostlistLimit) throw new HostlistFault(`more than ${hostlistLimit} hosts`, part);
  }
  return parts.flatMap(({ pieces }) => pieces.reduce(appendEach, ['']));
}

function appendEach(heads: readonly string[], piece: Piece): string[] {
  const tails = piece.values();
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function parsePieces(list: string, part: Span): Piece[] {
  const pieces: Piece[] = [];
  let before = '';
  for (const { 0: text, index } of list.slice(part.from, part.to).matchAll(/\[[^\]]*\]|[^[]+/g)) {
    const from = part.from + index;
    const isAddressHere = index === 0 || before.endsWith('@');
    const parse = isAddressHere && isAddress(text) ? parseAddress : parsePiece;
    pieces.push(parse(list, { from, to: from + text.length }, before));
    before = text;
  }
  return pieces;
}

/** An address in brackets stands first or behind `user@`, and holds a colon, which no range does. */
function isAddress(text: string): boolean {
  return text.startsWith('[') && text.includes(':');
}

function parseAddress(list: string, { from, to }: Span): Piece {
  const text = list.slice(from, to);
  if (isIPv6(text.slice(1, -1))) return { count: 1, values: () => [text] };
  const corrected = list.slice(0, from) + text.replaceAll(/,\s*/g, '],[') + list.slice(to);
  throw new HostlistFault(`${text} is not an IPv6 address`, { from, to }, corrected);
}

function parsePiece(list: string, { from, to }: Span, before: string): Piece {
  if (list[from] !== '[') return parseText(list, { from, to });
  return parseRanges(list, { from: from + 1, to: to - 1 }, before.startsWith('[') ? '' : before);
}

function parseText(list: string, { from, to }: Span): Piece {
  const text = list.slice(from, to);
  const blank = /\s+/.exec(text);
  if (blank === null) return { count: 1, values: () => [text] };
  const place = { from: from + blank.index, to: from + blank.index + blank[0].length };
  const corrected = `${list.slice(0, place.from)},${list.slice(place.to)}`;
  throw new HostlistFault('a blank inside a name; commas separate hosts', place, corrected);
}

function ifItExpands(corrected: string | undefined): string | undefined {
  if (corrected === undefined) return undefined;
  try {
    expand(corrected);
    return corrected;
  } catch {
    return undefined;
  }
}
