import type { Host } from '../../host/host.ts';
import type { RelayNode, Source } from '../../plan/relay-node.ts';

/** What a node that takes part has to know and how it reports. */
export interface Party {
  readonly host: Host;
  /** Inside the cluster. */
  readonly address: string | undefined;
  readonly onProgress: (fraction: number) => void;
  readonly onNote: (text: string) => void;
  readonly onDone: () => void;
}

const windowMs = 6_000;
const leastWindowMs = 4_000;
/** A busy node takes its time to start a program: only then silence begins to count. */
const startMs = 9_000;

/** A node in a distribution, as it stands at the moment. */
export class Member {
  readonly party: Party;
  state: RelayNode['state'] | 'looking' = 'looking';
  source: Source | undefined;
  bytes = 0;
  port: number | undefined;
  apart: string | undefined;
  distrusts = false;
  failure: unknown;
  readonly refused: RelayNode['refused'][number][] = [];
  /** Ends what it is receiving. */
  stop = new AbortController();
  /** Settles when it has ended. */
  task: Promise<void> = Promise.resolve();
  #startBytes = 0;
  #quietFromMs = 0;
  #seen: { readonly bytes: number; readonly atMs: number }[] = [];

  constructor(party: Party) {
    this.party = party;
  }

  get name(): string {
    return this.party.host.name;
  }

  /** Begins to receive from another source. */
  begin(source: Source, nowMs: number): void {
    this.source = source;
    this.state = 'receiving';
    this.#startBytes = this.bytes;
    this.#quietFromMs = nowMs + startMs;
    this.#seen = [{ bytes: this.bytes, atMs: nowMs }];
  }

  /** Takes note of how much is there. */
  arrived(bytes: number, nowMs: number): void {
    if (bytes <= this.bytes) return;
    this.bytes = bytes;
    this.#quietFromMs = nowMs;
    const isFirst = this.#seen.every((seen) => seen.bytes === this.#startBytes);
    this.#seen = [...(isFirst ? [] : this.#seen), { bytes, atMs: nowMs }]; // connecting is not to count as slowness
  }

  /** A checked copy is there. */
  succeed(): void {
    this.state = 'whole';
    this.party.onDone();
  }

  /** What happened first is what counts. */
  fail(failure: unknown): undefined {
    if (this.state === 'failed') return;
    this.failure = failure;
    this.state = 'failed';
  }

  /** As decisions see it; undefined as long as it is not known what it holds. */
  view(nowMs: number): RelayNode | undefined {
    if (this.state === 'looking') return undefined;
    const { name, state, source, bytes, apart, refused, distrusts } = this;
    const quietMs = Math.max(0, nowMs - this.#quietFromMs);
    const serves = this.port !== undefined;
    return {
      name,
      state,
      source,
      bytes,
      apart,
      refused: [...refused],
      distrusts,
      quietMs,
      serves,
      rate: this.#rate(nowMs),
    };
  }

  #rate(nowMs: number): number | undefined {
    this.#seen = this.#seen.filter(({ atMs }, at, all) => at === all.length - 1 || nowMs - atMs <= windowMs);
    const first = this.#seen[0];
    const spanMs = nowMs - (first?.atMs ?? nowMs);
    if (first === undefined || spanMs < leastWindowMs) return undefined;
    return ((this.bytes - first.bytes) * 1000) / spanMs;
  }
}
