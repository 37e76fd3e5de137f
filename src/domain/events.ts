/** What happens while bramble works; the same for the terminal, `--json` and the library. */
export interface Event {
  /** Where in the work it belongs, such as `build`, `connect`, `install`. */
  readonly stage: string;
  readonly host?: string;
  readonly state: 'started' | 'progress' | 'done' | 'skipped' | 'failed' | 'note';
  readonly text: string;
  /** Done of the whole, from 0 to 1, where that is known. */
  readonly fraction?: number;
}

export type Report = (event: Event) => void;
