import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { ComponentName, RoleName } from '../../../src/domain/roles.ts';
import { componentOf } from '../../../src/domain/roles.ts';
import { BrambleError } from '../../../src/errors.ts';
import type { Host, Output, RunOptions } from '../../../src/host/host.ts';
import { answerTo } from './commands.ts';
import { interrupted } from './interrupted.ts';
import { openPage, pages } from './pages.ts';
import { secretFile } from './paths.ts';
import type { Installation } from './revisions.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';

/** What a test does in place of, or before, a command: an output takes the command's place. */
type Interception = (pi: SimulatedPi) => Partial<Output> | undefined | Promise<Partial<Output> | undefined>;

/** A Pi with tarballs, as far as an upgrade sees one: it keeps revisions, keys, daemons and files, and runs nothing. */
export class SimulatedPi implements Host {
  readonly name: string;
  readonly address: string;
  readonly cluster: SimulatedCluster;
  readonly installed = new Map<ComponentName, Installation>();
  readonly files = new Map<string, string>();
  /** The commands that were run, each as one line. */
  readonly ran: string[] = [];
  readonly usage = { connections: 1, commands: 0 };
  freeMb = 20_000;
  hasSnapd = false;
  isLost = false;
  /** Tells whoever holds the lock that another takes over. */
  takeOver: (words: string) => void = () => {};
  readonly #interceptions: { readonly pattern: RegExp; readonly work: Interception }[] = [];

  constructor(name: string, address: string, cluster: SimulatedCluster) {
    this.name = name;
    this.address = address;
    this.cluster = cluster;
  }

  /** Does something whenever a command line matches, before the command. */
  when(pattern: RegExp, work: Interception): this {
    this.#interceptions.push({ pattern, work });
    return this;
  }

  forgetInterceptions(): void {
    this.#interceptions.length = 0;
  }

  read(path: string): string {
    return this.files.get(path) ?? '';
  }

  /** Whether systemd says that a daemon runs. */
  isUp(role: RoleName): boolean {
    return this.installed.get(componentOf(role))?.up.has(role) ?? false;
  }

  /** Whether it also answers: one of a payload that is broken for the role does not. */
  works(role: RoleName): boolean {
    const payload = this.installed.get(componentOf(role))?.running.payloadId ?? '';
    return !this.isLost && this.isUp(role) && !this.cluster.isBroken(payload, role);
  }

  get secretId(): string {
    const text = this.read(secretFile);
    return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 16);
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
    const { signal } = options;
    this.usage.commands += 1;
    if (signal?.aborted) throw interrupted(this.name, signal);
    const line = argv.join(' ');
    this.ran.push(line);
    const instead = await this.#intercept(line);
    this.#mustAnswer();
    const answer = instead ?? (await answerTo(this, argv, options));
    if (signal?.aborted) throw interrupted(this.name, signal);
    return { exitCode: 0, stdout: '', stderr: '', ...answer };
  }

  async upload(): Promise<void> {
    throw new Error(`${this.name} holds every artifact already`);
  }

  async forward(_address: string, port: number): Promise<Duplex> {
    this.#mustAnswer();
    const role = this.cluster.roleAt(port);
    if (role === undefined || !this.works(role)) throw new BrambleError('HOST_UNREACHABLE', `${port} does not answer`);
    return openPage(() => pages[role]?.(this.cluster) ?? {});
  }

  async reconnect(): Promise<void> {
    await this.#intercept('reconnect');
    this.#mustAnswer();
  }

  async close(): Promise<void> {}

  async #intercept(line: string): Promise<Partial<Output> | undefined> {
    for (const { pattern, work } of this.#interceptions) {
      const output = pattern.test(line) ? await work(this) : undefined;
      if (output) return output;
    }
    return undefined;
  }

  #mustAnswer(): void {
    if (this.isLost) throw new BrambleError('HOST_LOST', 'the connection was lost', { host: this.name });
  }
}
