import type { SQLOutputValue } from 'node:sqlite';
import type { Job } from '../schemas.ts';

/** One thing that a job told, in the order of `seq`. */
export interface JobEvent {
  readonly seq: number;
  readonly type: 'report' | 'line' | 'result' | 'state';
  readonly data: unknown;
}

/** Counts up when the tables change, so that an older bramble says so instead of guessing. */
export const tablesVersion = 1;

/** Parts of a result by which the newest one is asked for; each has an index, as results may be long. */
const parts = ['findings', 'fit'] as const;
export type ResultPart = (typeof parts)[number];

/** All tables, made where they are not there. */
export const tables = `
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, cluster TEXT NOT NULL, state TEXT NOT NULL,
  head TEXT NOT NULL, result TEXT NOT NULL DEFAULT 'null'
);
CREATE INDEX IF NOT EXISTS jobs_of_cluster ON jobs (cluster, number);
CREATE TABLE IF NOT EXISTS events (
  job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, seq INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (job, seq)
) WITHOUT ROWID;
${parts.map((part) => `CREATE INDEX IF NOT EXISTS jobs_with_${part} ON jobs (cluster, number) WHERE ${has(part)};`).join('\n')}
PRAGMA user_version = ${tablesVersion};
`;

/** A job without its result, which is kept beside it. */
export function headOf({ result: _beside, ...job }: Job): string {
  return JSON.stringify(job);
}

/** Whether a row has a part, in SQL. */
export function has(part: ResultPart): string {
  return `json_type(result, '$.${part}') IS NOT NULL`;
}

type Row = Readonly<Record<string, SQLOutputValue>>;

/** The job of a row. */
export function jobOf({ head, result }: Row): Job {
  return { ...JSON.parse(String(head)), result: JSON.parse(String(result)) }; // written by `add` and `end`
}

/** The event of a row. */
export function eventOf({ seq, type, data }: Row): JobEvent {
  return { seq: Number(seq), type: type as JobEvent['type'], data: JSON.parse(String(data)).data }; // written by `append`
}
