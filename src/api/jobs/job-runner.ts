import type { ClusterSpec } from '../../domain/cluster.ts';
import { apiBase } from '../../domain/server.ts';
import { BrambleError, type ErrorCode } from '../../errors.ts';
import { collectResult } from '../collect-result.ts';
import { isBug, toProblem } from '../problems.ts';
import type { Doing, Job } from '../schemas.ts';
import { JobLog, type News } from './job-log.ts';
import {
  cancelled,
  endUnknown,
  newJob,
  type Outcome,
  onlyLooks,
  outcomeOf,
  serverDied,
  serverStops,
  type Wish,
} from './job-record.ts';
import type { JobStore } from './job-store.ts';
import { type Means, operate, optionsOf, type Task } from './operate.ts';

/** What jobs need of the world around them. */
export interface Surroundings extends Means {
  readonly store: JobStore;
  readonly loadCluster: (name: string) => Promise<ClusterSpec>;
  /** Tells the server's operator of a bug. */
  readonly onBug: (error: unknown) => void;
}

interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Carries jobs out, one at a time on each cluster, and keeps their records. */
export class JobRunner {
  readonly #around: Surroundings;
  readonly #log: JobLog;
  readonly #running = new Map<string, Running>();

  /** What a server that died left in the middle is marked as such. */
  constructor(around: Surroundings) {
    this.#around = around;
    this.#log = new JobLog(around.store, around.onBug);
    for (const id of around.store.leftRunning()) this.#log.end(id, { state: 'interrupted', error: serverDied });
  }

  /** Starts a job and returns its record at once. Throws LOCKED while another is at work on the cluster. */
  async start(wish: Wish): Promise<Job> {
    const spec = await this.#around.loadCluster(wish.cluster);
    const options = optionsOf(wish);
    if (!onlyLooks(wish)) this.refuseBusy(wish.cluster);
    const job = newJob(wish);
    this.#around.store.add(job);
    const abort = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#running.set(job.id, { job, abort, ended });
    const { kind } = job;
    void this.#carryOut(job, { kind, spec, options, sudoPassword: wish.sudoPassword, signal: abort.signal }).then(
      resolve,
    );
    return job;
  }

  /** Does what only looks, keeps no record of it, and returns its result. */
  async look(wish: Wish, signal: AbortSignal): Promise<unknown> {
    const spec = await this.#around.loadCluster(wish.cluster);
    const { reporter, result } = collectResult();
    const { kind, sudoPassword } = wish;
    await operate({ kind, spec, options: optionsOf(wish), sudoPassword, signal }, reporter, this.#around);
    return result();
  }

  /** A record as it is true: one whose end could not be written says that it runs. */
  asItIs(job: Job): Job {
    if (job.state !== 'running' || this.isRunning(job.id)) return job;
    return { ...job, state: 'interrupted', error: toProblem(endUnknown) };
  }

  /** The job that is at work on a cluster. */
  busy(cluster: string): Job | undefined {
    const all = [...this.#running.values()].map(({ job }) => job);
    return all.find((job) => job.cluster === cluster && !onlyLooks(job));
  }

  /** What that job is at. */
  doing(cluster: string): Doing | null {
    const job = this.busy(cluster);
    return job === undefined ? null : { job: job.id, kind: job.kind, text: this.#log.latestOf(job.id) };
  }

  /** Throws LOCKED while a job is at work on a cluster. */
  refuseBusy(cluster: string): void {
    const job = this.busy(cluster);
    if (job === undefined) return;
    const hint = `wait until ${apiBase}/jobs/${job.id} has ended, or cancel it`;
    throw new BrambleError('LOCKED', `a ${job.kind} job is at work on ${cluster} since ${job.started}`, { hint });
  }

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  /** Asks a job to end; it does so at the next step at which it can. False where it does not run. */
  cancel(id: string): boolean {
    this.#running.get(id)?.abort.abort(cancelled);
    return this.isRunning(id);
  }

  /** Calls for each piece of news of a job, until the returned function is called. */
  listen(id: string, onNews: (news: News) => void): () => void {
    return this.#log.listen(id, onNews);
  }

  /** Ends all jobs, which are marked as interrupted. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort(serverStops);
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #carryOut({ id }: Job, task: Task): Promise<void> {
    this.#log.begin(id);
    this.#log.end(id, await this.#work(id, task));
    this.#running.delete(id);
  }

  async #work(id: string, task: Task): Promise<Outcome> {
    let unwell: ErrorCode | null = null;
    const reporter = this.#log.reporterOf(id, (code) => {
      unwell = code;
    });
    try {
      await operate(task, reporter, this.#around);
      return { state: 'done', unwell };
    } catch (error) {
      if (isBug(error) && !task.signal.aborted) this.#around.onBug(error);
      return outcomeOf(error, task.signal);
    }
  }
}
