import { constants, userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import type { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';
import { forwardWithin } from './forward.ts';
import type { Host } from './host.ts';
import type { Machine, Program } from './program.ts';
import { runProgram } from './run-program.ts';
import { openTcp } from './transport.ts';
import { uploadFile } from './upload.ts';

/** This machine as a host: same behaviour, no SSH. */
export function createLocalHost(name: string, sudoPassword?: Secret): Host {
  const usage = { connections: 0, commands: 0 };
  const open = async (commandLine: string): Promise<Program> => {
    usage.commands += 1;
    return spawnLine(commandLine);
  };
  const machine: Machine = { name, user: userInfo().username, sudoPassword, open };
  return {
    name,
    usage,
    run: (argv, options = {}) => runProgram(machine, argv, options),
    upload: (localPath, remotePath, options = {}) => uploadFile(machine, { localPath, remotePath }, options),
    forward: (address, port) => forward(name, address, port),
    reconnect: async () => {},
    close: async () => {},
  };
}

// A group of its own, so that ending the program and what it started never touches us.
function spawnLine(commandLine: string): Program {
  const child = execa('/bin/sh', ['-c', commandLine], { detached: true, buffer: false, reject: false, stdin: 'pipe' });
  const ended = child.then(({ exitCode, signal }) => exitCode ?? 128 + signalNumber(signal));
  return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, ended, close: () => child.kill() };
}

const signalNumber = (name: string | undefined) => (name && constants.signals[name as NodeJS.Signals]) || 0;

function forward(host: string, address: string, port: number): Promise<Duplex> {
  return forwardWithin(host, { address, port }, (signal) =>
    openTcp({ hostName: address, port }, { signal }).catch((cause) => {
      if (signal.aborted) throw signal.reason;
      throw new BrambleError('HOST_UNREACHABLE', `from there, ${address} port ${port} does not answer`, {
        host,
        cause,
      });
    }),
  );
}
