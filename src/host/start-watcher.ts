import { askMark, startMark } from './command-line.ts';

/** What sudo and the wrapper have said so far on stderr. */
export interface StartWatcher {
  /** How often sudo has asked for a password. */
  readonly asked: number;
  /** Process id of the program, once it runs. */
  readonly pid: number | undefined;
  /** Lines of sudo itself, without our marks. */
  readonly preamble: string;
  /** Takes a piece of stderr; returns the part of it that is the program's own. */
  take(piece: string): string;
}

/** Splits stderr into what came before the program began and what the program wrote. */
export function watchStart(mark: string): StartWatcher {
  const started = new RegExp(`${startMark(mark)} (\\d+)\\r?\\n`);
  let before = '';
  let pid: number | undefined;
  return {
    get asked() {
      return before.split(askMark(mark)).length - 1;
    },
    get pid() {
      return pid;
    },
    get preamble() {
      return before.replaceAll(askMark(mark), '').trim();
    },
    take(piece) {
      if (pid !== undefined) return piece;
      before += piece;
      const found = started.exec(before);
      if (found === null) return '';
      const after = before.slice(found.index + found[0].length);
      before = before.slice(0, found.index);
      pid = Number(found[1]);
      return after;
    },
  };
}
