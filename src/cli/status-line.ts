import type { WriteStream } from 'node:tty';
import type { Event } from '../domain/events.ts';
import { paint } from './paint.ts';

const clearLine = '\r\u001b[K';

/** One line at the bottom of a terminal that tells what is under way on each host; nothing where there is no terminal. */
export class StatusLine {
  readonly #stream: WriteStream;
  readonly #running = new Map<string, string>();
  #isShown = false;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  /** Takes note of an event and shows what is now under way. */
  show({ state, host = '', text, fraction }: Event): void {
    const key = `${host} ${text}`;
    const percent = fraction === undefined ? '' : ` ${Math.round(fraction * 100)} %`;
    if (state === 'started' || state === 'progress')
      this.#running.set(key, `${host === '' ? '' : `${host}: `}${text}${percent}`);
    else this.#running.delete(key);
    this.#draw();
  }

  /** Prints other lines without leaving the status line among them. */
  around(print: () => void): void {
    this.#erase();
    print();
    this.#draw();
  }

  /** Removes the line for good. */
  clear(): void {
    this.#erase();
    this.#running.clear();
  }

  #draw(): void {
    if (!this.#stream.isTTY) return;
    this.#erase();
    const line = fitLine([...this.#running.values()], this.#stream.columns - 1);
    if (line === '') return;
    this.#stream.write(paint(line, this.#stream));
    this.#isShown = true;
  }

  #erase(): void {
    if (this.#isShown) this.#stream.write(clearLine);
    this.#isShown = false;
  }
}

/** As many as a line has room for, and how many more there are; a first one that is too long is cut. */
export function fitLine(texts: readonly string[], columns: number): string {
  const whole = texts.join(' | ');
  if (whole.length <= columns) return whole;
  const shown = texts.findLastIndex((_, at) => shortened(texts, at).length <= columns);
  return shown > 0 ? shortened(texts, shown) : shortened(texts, 1).slice(0, Math.max(1, columns));
}

function shortened(texts: readonly string[], shown: number): string {
  const more = texts.length - shown;
  return [...texts.slice(0, shown), ...(more > 0 ? [`+${more}`] : [])].join(' | ');
}
