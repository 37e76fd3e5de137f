import { HostlistFault, type Span } from './hostlist-fault.ts';

/** Cuts a list at the commas outside brackets. Blanks around the parts and empty parts are dropped. */
export function splitParts(list: string): Span[] {
  checkBrackets(list);
  const parts = [...list.matchAll(/(?:\[[^\]]*\]|[^,[])+/g)];
  return parts.map(({ 0: text, index }) => trimmed(text, index)).filter(({ from, to }) => from < to);
}

function trimmed(text: string, index: number): Span {
  const from = index + text.length - text.trimStart().length;
  return { from, to: Math.max(from, index + text.trimEnd().length) };
}

function checkBrackets(list: string): void {
  let open = -1;
  for (const { 0: bracket, index } of list.matchAll(/[[\]]/g)) {
    if (bracket === '[' && open >= 0) throw faultAt(index, 'a bracket inside a bracket', withoutDoubles(list));
    if (bracket === ']' && open < 0) throw faultAt(index, 'this bracket was never opened', opened(list, index));
    open = bracket === '[' ? index : -1;
  }
  if (open >= 0) throw faultAt(open, 'this bracket is never closed', closed(list, open));
}

function faultAt(index: number, what: string, corrected: string): HostlistFault {
  return new HostlistFault(what, { from: index, to: index + 1 }, corrected);
}

function withoutDoubles(list: string): string {
  return list.replaceAll(/\[+/g, '[').replaceAll(/\]+/g, ']');
}

function opened(list: string, at: number): string {
  const before = list.slice(0, at).replace(/(\d+-\d+)$/, '[$1]');
  return before + list.slice(at + 1);
}

function closed(list: string, at: number): string {
  const inside = /^[\d-]+(?:,[\d-]+(?=,|$))*|^[\da-f:.%]+/i.exec(list.slice(at + 1))?.[0] ?? '';
  const end = at + 1 + inside.length;
  return `${list.slice(0, end)}]${list.slice(end)}`;
}
