import type { Report } from '../../domain/events.ts';

/** What every step of the lab gets along. */
export interface LabContext {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** Tells one line about the lab, or about one of its hosts. */
export function tell({ report }: LabContext, text: string, host?: string): void {
  report(host === undefined ? { stage: 'lab', state: 'note', text } : { stage: 'lab', state: 'done', text, host });
}
