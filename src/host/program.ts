import type { Readable, Writable } from 'node:stream';
import type { Secret } from '../domain/secret.ts';

/** A program that runs on a machine. */
export interface Program {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Its exit status (128 + n where signal n ended it). Rejects where the connection is lost. Settles after all output was read. */
  readonly ended: Promise<number>;
  /** Lets go of it; the program may live on. */
  close(): void;
}

/** What is needed to run programs on a machine, however it is reached. */
export interface Machine {
  readonly name: string;
  readonly user: string;
  readonly sudoPassword?: Secret | undefined;
  /** Starts a line of shell. Rejects with a BrambleError where the machine cannot be reached. */
  open(commandLine: string): Promise<Program>;
}
