import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';

/** Looks at a cluster again and again until it is closed. */
export interface Look {
  /** What is seen now, for programs, and whether all nodes were heard. */
  readonly now: (signal: AbortSignal) => Promise<{ readonly seen: object; readonly isWhole: boolean }>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly open: (spec: ClusterSpec, signal: AbortSignal) => Promise<Look>;
  readonly intervalMs?: number;
  /** How long nobody has to ask until looking ends. */
  readonly idleMs?: number;
}

interface Seen {
  /** All but its age, as JSON. */
  readonly text: string;
  readonly atMs: number;
}

/** Keeps what was last seen of each cluster. It looks again by itself, as long as somebody asks. */
export class StatusWatch {
  readonly #watches = new Map<string, Watch>();
  readonly #options: Required<Options>;

  constructor(options: Options) {
    this.#options = { intervalMs: 10_000, idleMs: 60_000, ...options };
  }

  /** What was last seen as JSON text; whoever asks first waits. A cluster that has changed is looked at anew. */
  async ask(spec: ClusterSpec): Promise<string> {
    const known = this.#watches.get(spec.name);
    if (known !== undefined && !known.isOf(spec)) this.forget(spec.name);
    const watch = this.#watches.get(spec.name) ?? this.#begin(spec);
    const { text, atMs } = await watch.ask();
    return `{"ageSeconds":${((Date.now() - atMs) / 1000).toFixed(1)},${text.slice(1)}`;
  }

  /** Forgets what was seen: the cluster is another one now. */
  forget(name: string): void {
    this.#watches.get(name)?.end(hasChanged);
    this.#watches.delete(name);
  }

  async close(): Promise<void> {
    const all = [...this.#watches.values()];
    for (const watch of all) watch.end(serverStops);
    await Promise.all(all.map(({ ended }) => ended));
  }

  #begin(spec: ClusterSpec): Watch {
    const watch = new Watch(spec, this.#options);
    this.#watches.set(spec.name, watch);
    void watch.ended.finally(() => {
      if (this.#watches.get(spec.name) === watch) this.#watches.delete(spec.name);
    });
    return watch;
  }
}

const hasChanged = new BrambleError('INTERRUPTED', 'the cluster was changed meanwhile', { hint: 'ask again' });
const serverStops = new BrambleError('INTERRUPTED', 'the server was stopped meanwhile');

class Watch {
  readonly ended: Promise<void>;
  readonly #spec: ClusterSpec;
  readonly #options: Required<Options>;
  readonly #ending = new AbortController();
  readonly #first = Promise.withResolvers<Seen>();
  #seen: Seen | undefined;
  #askedMs = Date.now();

  constructor(spec: ClusterSpec, options: Required<Options>) {
    this.#spec = spec;
    this.#options = options;
    this.#first.promise.catch(() => {}); // whoever asked is told
    this.ended = this.#keepLooking().catch((error: unknown) => this.#first.reject(this.#whyNot(error)));
  }

  isOf(spec: ClusterSpec): boolean {
    return JSON.stringify(spec) === JSON.stringify(this.#spec);
  }

  async ask(): Promise<Seen> {
    this.#askedMs = Date.now();
    return this.#seen ?? (await this.#first.promise);
  }

  end(why: BrambleError): void {
    this.#ending.abort(why);
  }

  /** However long the first look takes, somebody waits for it. */
  async #keepLooking(): Promise<void> {
    const { signal } = this.#ending;
    do {
      const look = await this.#options.open(this.#spec, signal);
      try {
        await this.#lookWhileWhole(look);
      } finally {
        await look.close();
      }
    } while (this.#isWanted());
  }

  /** Until nobody asks any more, or a node was not heard: then the connections are made anew. */
  async #lookWhileWhole({ now }: Look): Promise<void> {
    const { signal } = this.#ending;
    for (let goesOn = true; goesOn; goesOn &&= this.#isWanted()) {
      signal.throwIfAborted();
      const { seen, isWhole } = await now(signal);
      signal.throwIfAborted();
      this.#seen = { text: JSON.stringify({ seenAt: new Date().toISOString(), ...seen }), atMs: Date.now() };
      this.#first.resolve(this.#seen);
      goesOn = isWhole;
      await sleep(this.#options.intervalMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  #isWanted(): boolean {
    return !this.#ending.signal.aborted && Date.now() - this.#askedMs < this.#options.idleMs;
  }

  /** What was given up fails in many ways; the reason is why it was given up. */
  #whyNot(error: unknown): unknown {
    const { aborted, reason } = this.#ending.signal;
    return aborted ? reason : error;
  }
}
