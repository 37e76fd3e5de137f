import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';

/** Runs a ProxyCommand of ~/.ssh/config and speaks through its input and output, as ssh does. */
export function proxyCommandStream(command: string): Duplex {
  const { stdin, stdout, stderr, ...child } = spawnShell(command);
  const stream = new Duplex({
    read: () => stdout.resume(),
    write: (chunk, _encoding, done) => stdin.write(chunk, () => done()), // why it fails, its end will say
    final: (done) => stdin.end(done),
    destroy(error, done) {
      child.kill();
      done(error);
    },
  });
  let words = '';
  stderr.setEncoding('utf8').on('data', (piece: string) => {
    words = (words + piece).slice(-500);
  });
  stdin.on('error', () => {});
  stdout.on('data', (chunk) => stream.push(chunk) || stdout.pause());
  child.onEnd((how) => stream.destroy(new Error(`the ProxyCommand ended with ${how}: ${words.trim()}`)));
  return stream;
}

function spawnShell(command: string) {
  // A group of its own: after Ctrl-C at the terminal it is still needed to end what runs on the host.
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], { detached: true });
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    kill: () => child.kill(),
    onEnd(listener: (how: number | string) => void) {
      child.once('error', ({ message }) => listener(message));
      child.once('close', (code, signal) => listener(code ?? signal ?? 'nothing'));
    },
  };
}
