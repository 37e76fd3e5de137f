import { BrambleError } from '../errors.ts';

/** Characters `from` up to and without `to` of a list. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a host list, and where. */
export class HostlistFault extends Error {
  readonly place: Span;
  /** The whole list as it was probably meant, where that can be guessed. */
  readonly corrected: string | undefined;

  constructor(what: string, place: Span, corrected?: string) {
    super(what);
    this.place = place;
    this.corrected = corrected;
  }
}

/** Tells the operator about a fault: which list, where in it, what is wrong, what to write instead. */
export function explainFault(list: string, fault: HostlistFault, corrected: string | undefined): BrambleError {
  const where = list.trim() === '' ? '' : `, character ${fault.place.from + 1}`;
  return new BrambleError('HOSTLIST_INVALID', `host list "${shorten(list)}"${where}: ${fault.message}`, {
    evidence: list.trim() === '' ? undefined : markPlace(list, fault.place),
    hint: corrected === undefined ? 'a list looks like "red,red[01-03]"' : `write "${shorten(corrected)}"`,
  });
}

const shownBefore = 50;
const longestShown = 200;

function markPlace(list: string, { from, to }: Span): string {
  const start = Math.max(0, from - shownBefore);
  const excerpt = printable(list).slice(start, start + 2 * shownBefore);
  const carets = '^'.repeat(Math.max(1, Math.min(to, start + excerpt.length) - from));
  return `${excerpt}\n${' '.repeat(from - start)}${carets}`;
}

function shorten(text: string): string {
  return text.length <= longestShown ? printable(text) : `${printable(text).slice(0, longestShown)}…`;
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]/gu, ' ');
}
