import { constants } from 'node:os';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientChannel } from 'ssh2';
import { BrambleError } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import type { Identity } from './identities.ts';
import { unlessAborted } from './limits.ts';
import type { Program } from './program.ts';

interface LoggedIn {
  readonly client: Client;
  readonly stream: Duplex;
  readonly endpoint: Endpoint;
  readonly identity: Identity | undefined;
}

const goodbyeMs = 1_000;
const pauseMs = 200;
const mostPauses = 15;

/** One logged-in SSH connection. */
export class SshConnection {
  readonly endpoint: Endpoint;
  /** The key that was accepted. */
  readonly identity: Identity | undefined;
  readonly #client: Client;
  readonly #stream: Duplex;
  #lost: Error | undefined;

  constructor({ client, stream, endpoint, identity }: LoggedIn) {
    this.#client = client;
    this.#stream = stream;
    this.endpoint = endpoint;
    this.identity = identity;
    let reason: Error | undefined;
    client.on('error', (error) => {
      reason ??= error;
    });
    client.on('close', () => {
      this.#lost = reason ?? new Error('the connection was closed');
    });
  }

  /** Starts a line of shell on a channel of its own. */
  async open(commandLine: string): Promise<Program> {
    for (let pauses = 0; ; pauses += 1) {
      if (this.#lost) throw this.#isLost();
      try {
        return await this.#exec(commandLine);
      } catch (error) {
        if (!isBusy(error) || pauses === mostPauses) throw this.#notOpened(error);
        await sleep(pauseMs);
      }
    }
  }

  /** Opens a TCP connection as seen from the machine. */
  async forward(address: string, port: number, signal: AbortSignal): Promise<Duplex> {
    if (this.#lost) throw this.#isLost();
    const opening = new Promise<Duplex>((resolve, reject) => {
      this.#client.forwardOut('127.0.0.1', 0, address, port, (error, channel) =>
        error ? reject(this.#notForwarded(error, address, port)) : resolve(channel),
      );
    });
    return unlessAborted(opening, signal).catch((error) => {
      opening.then((channel) => channel.destroy()).catch(() => {}); // it may come too late
      throw error;
    });
  }

  /** Calls back when the connection is gone, wanted or not. */
  onLost(listener: () => void): void {
    if (this.#lost) listener();
    else this.#client.once('close', listener);
  }

  /** Says goodbye; a host that does not answer is not waited for. */
  close(): void {
    this.#client.end();
    setTimeout(() => this.#stream.destroy(), goodbyeMs).unref();
  }

  #exec(commandLine: string): Promise<Program> {
    return new Promise((resolve, reject) => {
      // Listened to at once: a short program's exit status may come in the same packet.
      this.#client.exec(commandLine, (error, channel) => (error ? reject(error) : resolve(this.#asProgram(channel))));
    });
  }

  #asProgram(channel: ClientChannel): Program {
    let exitCode: number | undefined;
    channel.on('exit', (code: number | null, signal?: string) => {
      exitCode = code ?? 128 + signalNumber(signal);
    });
    const ended = new Promise<number>((resolve, reject) => {
      const settle = () => (exitCode === undefined ? reject(this.#lost ?? withoutStatus()) : resolve(exitCode));
      channel.on('close', () => setImmediate(settle)); // by then a lost connection has said why
    });
    ended.catch(() => {}); // whoever waits sees it; a program that was let go of has nobody waiting
    const { stderr } = channel;
    return { stdin: channel, stdout: channel, stderr, ended, close: () => channel.close() };
  }

  #isLost(): BrambleError {
    return new BrambleError('HOST_LOST', 'the connection was lost', {
      host: this.endpoint.name,
      cause: this.#lost,
      hint: 'run the same command again: it continues where it stopped',
    });
  }

  #notOpened(cause: unknown): BrambleError {
    if (this.#lost) return this.#isLost();
    const { name: host } = this.endpoint;
    return new BrambleError('HOST_LOST', 'the host opened no session for a command', {
      host,
      cause,
      hint: 'look at MaxSessions and at the memory of the host',
    });
  }

  #notForwarded(cause: Error, address: string, port: number): BrambleError {
    if (this.#lost) return this.#isLost();
    const { name: host } = this.endpoint;
    if (reasonOf(cause) === refusal.forbidden)
      return new BrambleError(
        'HOST_UNSUITABLE',
        `its sshd does not allow connections to ${address} port ${port} through it`,
        {
          host,
          cause,
          hint: 'set "AllowTcpForwarding yes" in its /etc/ssh/sshd_config and reload ssh',
        },
      );
    return new BrambleError('HOST_UNREACHABLE', `from there, ${address} port ${port} does not answer`, { host, cause });
  }
}

/** Why a server opens no channel, by the numbers of the SSH protocol. */
const refusal = { forbidden: 1, failed: 2, short: 4 };

const reasonOf = (error: unknown) => (error instanceof Error && 'reason' in error ? error.reason : undefined);

// sshd counts a session a moment longer than it tells its end.
const isBusy = (error: unknown) => reasonOf(error) === refusal.failed || reasonOf(error) === refusal.short;

const withoutStatus = () => new Error('the session ended without an exit status');

function signalNumber(name: string | undefined): number {
  return (name !== undefined && constants.signals[name as NodeJS.Signals]) || 0;
}
