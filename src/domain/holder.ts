/** Who holds a lock, as others are told; also what a piece of work is known by in the history. */
export interface Holder {
  /** `user@machine`. */
  readonly who: string;
  readonly what: string;
  /** ISO 8601. */
  readonly since: string;
}
