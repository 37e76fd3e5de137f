import { EventEmitter } from 'node:events';
import type { Reporter } from '../../operations/operation.ts';
import { toProblem } from '../problems.ts';
import type { Outcome } from './job-record.ts';
import type { JobStore } from './job-store.ts';
import type { JobEvent } from './job-tables.ts';

/** Live news of a job: an event that is kept, or progress, which is gone as soon as it is told. */
export type News = JobEvent | { readonly type: 'progress'; readonly data: unknown };

/** Writes down what jobs tell, and tells it to whoever listens. What cannot be written is told to the operator and ends no job. */
export class JobLog {
  readonly #store: JobStore;
  readonly #onFault: (error: unknown) => void;
  readonly #news = new EventEmitter().setMaxListeners(0);
  /** What is being done, by job. */
  readonly #latest = new Map<string, string>();

  constructor(store: JobStore, onFault: (error: unknown) => void) {
    this.#store = store;
    this.#onFault = onFault;
  }

  /** Calls for each piece of news of a job, until the returned function is called. */
  listen(id: string, onNews: (news: News) => void): () => void {
    this.#news.on(id, onNews);
    return () => this.#news.off(id, onNews);
  }

  /** What a job said last that it does; '' where it said nothing yet. */
  latestOf(id: string): string {
    return this.#latest.get(id) ?? '';
  }

  begin(id: string): void {
    this.#tell(id, 'state', { state: 'running' });
  }

  end(id: string, { state, error, unwell = null }: Outcome): void {
    const told = { state, unwell, error: error === undefined ? null : toProblem(error) };
    this.#write(() => this.#store.end(id, { ...told, finished: new Date().toISOString() }));
    this.#tell(id, 'state', told);
    this.#latest.delete(id);
  }

  /** What a job's work tells. */
  reporterOf(id: string, unwell: Reporter['unwell']): Reporter {
    return {
      report: (event) => {
        this.#latest.set(id, [event.host, event.text].filter(Boolean).join(': '));
        if (event.state === 'progress') this.#news.emit(id, { type: 'progress', data: event });
        else this.#tell(id, 'report', event);
      },
      line: (text) => this.#tell(id, 'line', text),
      result: (value) => {
        this.#write(() => this.#store.keepResult(id, value));
        this.#tell(id, 'result', value);
      },
      unwell,
      stop: () => {},
    };
  }

  #tell(id: string, type: JobEvent['type'], data: unknown): void {
    this.#write(() => this.#news.emit(id, this.#store.append(id, type, data)));
  }

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#onFault(error);
    }
  }
}
