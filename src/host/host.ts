import type { Duplex, Readable } from 'node:stream';
import type { Secret } from '../domain/secret.ts';

export interface Output {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Runs as root: directly where the login is root, else by sudo, with the password (if any) over stdin. */
  readonly sudo?: boolean;
  /** Sent to the program's standard input, then closed. A Secret is never logged. */
  readonly stdin?: string | Secret | Readable;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called with each piece of standard output or error as it comes; `Output` still holds all of it. */
  readonly onOutput?: (piece: string, stream: 'stdout' | 'stderr') => void;
}

export interface UploadOptions {
  readonly onProgress?: (sentBytes: number) => void;
  /** Called when the file has to go a slower way than usual, with the reason. */
  readonly onNote?: (text: string) => void;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A machine. Rejects with a BrambleError where it cannot be reached; a non-zero exit is a result, not a rejection. */
export interface Host {
  readonly name: string;
  /** Runs one program; the words are quoted for the remote shell here and nowhere else. */
  run(argv: readonly string[], options?: RunOptions): Promise<Output>;
  /** Sends a local file to `remotePath`, continuing an earlier attempt where its beginning is already there. Checks nothing. */
  upload(localPath: string, remotePath: string, options?: UploadOptions): Promise<void>;
  /** Opens a TCP connection as seen from the machine, for HTTP through SSH. */
  forward(address: string, port: number): Promise<Duplex>;
  /** Lets go of the connection, whether or not it still works, and makes another. Rejects while the machine does not answer. */
  reconnect(): Promise<void>;
  /** Connections and commands used so far. */
  readonly usage: { readonly connections: number; readonly commands: number };
  close(): Promise<void>;
}
