import { createServer, type Server } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { Secret } from '../../src/domain/secret.ts';
import { BrambleError } from '../../src/errors.ts';
import type { Host, Output, RunOptions, UploadOptions } from '../../src/host/host.ts';

/** One command as it was run. */
export interface Ran {
  readonly argv: readonly string[];
  readonly sudo: boolean;
  /** What it was given on standard input; a secret is opened here so that a test can look at it. */
  readonly stdin: string;
}

type Answer = Partial<Output> | Error | ((ran: Ran) => Partial<Output>);

/** Answers only what it was told to: anything else fails the test instead of passing quietly. */
export class FakeHost implements Host {
  readonly name: string;
  readonly ran: Ran[] = [];
  readonly uploads: { readonly localPath: string; readonly remotePath: string }[] = [];
  readonly usage = { connections: 1, commands: 0 };
  isClosed = false;
  readonly #answers = new Map<string, Answer[]>();
  readonly #uploadable = new Map<string, Error | undefined>();
  readonly #pages = new Map<string, Map<string, { readonly status: number; readonly body: string }>>();

  constructor(name = 'red') {
    this.name = name;
  }

  /** Tells it what a command answers. Told several times, it gives one answer after the other, then the last again. */
  answers(argv: readonly string[], ...answers: readonly Answer[]): this {
    const told = answers.length === 0 ? [{}] : answers;
    this.#answers.set(keyOf(argv), [...(this.#answers.get(keyOf(argv)) ?? []), ...told]);
    return this;
  }

  /** Tells it that a file may be sent to this path, or how that fails. */
  takes(remotePath: string, failure?: Error): this {
    this.#uploadable.set(remotePath, failure);
    return this;
  }

  /** Tells it that a page can be fetched through it. */
  serves(url: string, body: string, status = 200): this {
    const { hostname, port, pathname, search } = new URL(url);
    const place = placeOf(hostname.replace(/^\[|\]$/g, ''), Number(port));
    const pages = this.#pages.get(place) ?? new Map();
    this.#pages.set(place, pages.set(`${pathname}${search}`, { status, body }));
    return this;
  }

  /** The commands that were run, each as one line. */
  get lines(): string[] {
    return this.ran.map(({ argv, sudo }) => `${sudo ? 'sudo ' : ''}${argv.join(' ')}`);
  }

  async run(argv: readonly string[], { sudo = false, stdin = '', signal, onOutput }: RunOptions = {}): Promise<Output> {
    this.#refuse(signal);
    const ran = { argv, sudo, stdin: textOf(stdin) };
    this.ran.push(ran);
    this.usage.commands += 1;
    const output = { exitCode: 0, stdout: '', stderr: '', ...this.#answerTo(ran) };
    if (output.stdout !== '') onOutput?.(output.stdout, 'stdout');
    if (output.stderr !== '') onOutput?.(output.stderr, 'stderr');
    return output;
  }

  async upload(localPath: string, remotePath: string, { signal }: UploadOptions = {}): Promise<void> {
    this.#refuse(signal);
    if (!this.#uploadable.has(remotePath)) throw new Error(`${this.name} was not told to take ${remotePath}`);
    const failure = this.#uploadable.get(remotePath);
    if (failure !== undefined) throw failure;
    this.uploads.push({ localPath, remotePath });
  }

  async forward(address: string, port: number): Promise<Duplex> {
    this.#refuse();
    const pages = this.#pages.get(placeOf(address, port));
    if (pages === undefined) throw noAnswer(this.name, address, port);
    const [near, far] = duplexPair();
    serverOf(pages).emit('connection', far);
    return near;
  }

  async reconnect(): Promise<void> {}

  async close(): Promise<void> {
    this.isClosed = true;
  }

  #refuse(signal?: AbortSignal): void {
    if (this.isClosed) throw new Error(`${this.name} was used after close()`);
    if (signal?.aborted) throw new BrambleError('INTERRUPTED', 'interrupted', { host: this.name });
  }

  #answerTo(ran: Ran): Partial<Output> {
    const told = this.#answers.get(keyOf(ran.argv));
    const answer = told !== undefined && told.length > 1 ? told.shift() : told?.[0];
    if (answer === undefined) throw new Error(`${this.name} was not told how to answer: ${ran.argv.join(' ')}`);
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(ran) : answer;
  }
}

/** What streams in is for programs that go on; nothing here does. */
function textOf(stdin: NonNullable<RunOptions['stdin']>): string {
  if (stdin instanceof Secret) return stdin.reveal();
  return typeof stdin === 'string' ? stdin : '';
}

const keyOf = (argv: readonly string[]) => JSON.stringify(argv);
const placeOf = (address: string, port: number) => `${address} ${port}`;

function noAnswer(host: string, address: string, port: number): BrambleError {
  return new BrambleError('HOST_UNREACHABLE', `from there, ${address} port ${port} does not answer`, { host });
}

function serverOf(pages: ReadonlyMap<string, { readonly status: number; readonly body: string }>): Server {
  return createServer((request, response) => {
    const { status, body } = pages.get(request.url ?? '') ?? { status: 404, body: 'no such page' };
    response.writeHead(status).end(body);
  });
}
