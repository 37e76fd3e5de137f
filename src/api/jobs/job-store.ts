import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { apiBase } from '../../domain/server.ts';
import { BrambleError } from '../../errors.ts';
import type { Job, Verdict } from '../schemas.ts';
import { eventOf, has, headOf, type JobEvent, jobOf, type ResultPart, tables, tablesVersion } from './job-tables.ts';
import { openDatabase } from './open-database.ts';

/** What changes of a job when it ends. */
export type Ending = Pick<Job, 'state' | 'finished' | 'unwell' | 'error'>;

const keptJobs = 2_000;
const fullHint = 'see that the disk of the server has room';

/** The records of all jobs, on disk; `:memory:` keeps them nowhere. Only one process has them open. */
export class JobStore {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = openDatabase(path, tables, tablesVersion);
  }

  add(job: Job): void {
    this.#run(
      'INSERT INTO jobs (id, cluster, state, head) VALUES (?, ?, ?, ?)',
      job.id,
      job.cluster,
      job.state,
      headOf(job),
    );
    const oldest = "state <> 'running' AND number <= (SELECT max(number) FROM jobs) - ?";
    this.#run(`DELETE FROM jobs WHERE ${oldest}`, keptJobs);
  }

  #find(id: string): Job | undefined {
    const row = this.#database.prepare('SELECT head, result FROM jobs WHERE id = ?').get(id);
    return row && jobOf(row);
  }

  /** Rejects an id that is not known with NOT_FOUND. */
  get(id: string): Job {
    const job = this.#find(id);
    if (job !== undefined) return job;
    throw new BrambleError('NOT_FOUND', `there is no job ${id}`, { hint: `GET ${apiBase}/jobs lists them` });
  }

  /** Newest first. Without results, which may be long. */
  list({ cluster, limit }: { cluster?: string | undefined; limit: number }): Job[] {
    const rows = this.#database
      .prepare("SELECT head, 'null' AS result FROM jobs WHERE ?1 IS NULL OR cluster = ?1 ORDER BY number DESC LIMIT ?2")
      .all(cluster ?? null, limit);
    return rows.map(jobOf);
  }

  /** Newest first, without results: jobs of one kind that are done and have one. */
  done(kind: Job['kind']): Job[] {
    const done = "state = 'done' AND result <> 'null' AND head ->> 'kind' = ?";
    const sql = `SELECT head, 'null' AS result FROM jobs WHERE ${done} ORDER BY number DESC`;
    return this.#database.prepare(sql).all(kind).map(jobOf);
  }

  /** The newest job of a cluster whose result has something by this name. */
  newestWith(part: ResultPart, cluster: string): Job | undefined {
    const sql = `SELECT head, result FROM jobs WHERE cluster = ? AND ${has(part)} ORDER BY number DESC LIMIT 1`;
    const row = this.#database.prepare(sql).get(cluster);
    return row && jobOf(row);
  }

  /** How the newest verification of a cluster ended, without what it found. */
  verdictOn(cluster: string): Verdict | null {
    const words = "id, coalesce(head ->> 'finished', head ->> 'started') AS at, result ->> '$.healthy' AS healthy";
    const sql = `SELECT ${words} FROM jobs WHERE cluster = ? AND ${has('findings')} ORDER BY number DESC LIMIT 1`;
    const row = this.#database.prepare(sql).get(cluster);
    return row === undefined ? null : { job: String(row.id), at: String(row.at), healthy: row.healthy === 1 };
  }

  keepResult(id: string, result: unknown): void {
    this.#run('UPDATE jobs SET result = ? WHERE id = ?', JSON.stringify(result ?? null), id);
  }

  /** Notes how a job ended; one that is not known any more stays so. */
  end(id: string, ending: Ending): void {
    const job = this.#find(id);
    if (job === undefined) return;
    this.#run('UPDATE jobs SET state = ?, head = ? WHERE id = ?', ending.state, headOf({ ...job, ...ending }), id);
  }

  /** Keeps an event and numbers it. */
  append(id: string, type: JobEvent['type'], data: unknown): JobEvent {
    const row = this.#database.prepare('SELECT coalesce(max(seq), 0) + 1 AS seq FROM events WHERE job = ?').get(id);
    const seq = Number(row?.seq);
    this.#run('INSERT INTO events (job, seq, type, data) VALUES (?, ?, ?, ?)', id, seq, type, JSON.stringify({ data }));
    return { seq, type, data };
  }

  /** The events behind one that was seen, oldest first. */
  eventsAfter(id: string, seq: number, limit = 500): JobEvent[] {
    const rows = this.#database
      .prepare('SELECT seq, type, data FROM events WHERE job = ? AND seq > ? ORDER BY seq LIMIT ?')
      .all(id, seq, limit);
    return rows.map(eventOf);
  }

  /** Ids of jobs that a server which died left running. */
  leftRunning(): string[] {
    return this.#database
      .prepare("SELECT id FROM jobs WHERE state = 'running' ORDER BY number")
      .all()
      .map(({ id }) => String(id));
  }

  close(): void {
    this.#database.close();
  }

  #run(sql: string, ...values: readonly SQLInputValue[]): void {
    try {
      this.#database.prepare(sql).run(...values);
    } catch (cause) {
      throw new BrambleError('SERVER_FAILED', 'the records of jobs cannot be written', { hint: fullHint, cause });
    }
  }
}
