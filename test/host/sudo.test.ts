import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.ts';
import type { RunOptions } from '../../src/host/host.ts';
import type { Machine } from '../../src/host/program.ts';
import { runProgram } from '../../src/host/run-program.ts';

// A stand-in for sudo, so that nothing of this machine is touched; the real one is tried on virtual Pis.
const fakeSudo = fileURLToPath(new URL('../support/fake-sudo.sh', import.meta.url));
type Behaviour = 'asks' | 'asks-once' | 'needs-none' | 'unknown-user' | 'wants-terminal';

describe('running as root by sudo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bramble-sudo-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (behaviour: Behaviour, { password, ...options }: RunOptions & { password?: string } = {}) => {
    const script = `#!/bin/sh\nexec ${fakeSudo} ${behaviour} ${folder} "$@"\n`;
    writeFileSync(join(folder, 'sudo'), script, { mode: 0o755 });
    const argv = ['sh', '-c', 'cat; echo err >&2; exit 4'];
    return runProgram(machine(folder, password), argv, { sudo: true, stdin: 'input\nmore', ...options });
  };
  const tried = () => (existsSync(join(folder, 'tried')) ? readFileSync(join(folder, 'tried'), 'utf8') : '');
  const done = { exitCode: 4, stdout: 'input\nmore', stderr: 'err\n' };

  it('gives the password when asked, and then the program its own input', async () => {
    expect(await run('asks', { password: 'right' })).toEqual(done);
    expect(tried()).toBe('right\n');
  });

  it('never sends the password where none is needed', async () => {
    expect(await run('needs-none', { password: 'right' })).toEqual(done);
  });

  it('needs no password where none is asked for', async () => {
    expect(await run('needs-none')).toEqual(done);
  });

  it('tries a wrong password once, and never the input in its place', async () => {
    const running = run('asks', { password: 'wrong' });
    await expect(running).rejects.toMatchObject({ code: 'SUDO_FAILED', host: 'red' });
    await expect(running).rejects.toThrow('wrong password for sudo (user pi)');
    expect(tried()).toBe('wrong\n');
  });

  it('shows what sudo said where it gives no second try', async () => {
    await expect(run('asks-once', { password: 'wrong' })).rejects.toMatchObject({
      code: 'SUDO_FAILED',
      evidence: 'sudo: 1 incorrect password attempt',
    });
    expect(tried()).toBe('wrong\n');
  });

  it('says --ask-sudo-password where one is needed and none was given', async () => {
    await expect(run('asks')).rejects.toMatchObject({
      code: 'SUDO_FAILED',
      hint: 'add --ask-sudo-password',
      evidence: 'sudo: a password is required',
    });
  });

  it('says that a user may not become root', async () => {
    await expect(run('unknown-user', { password: 'right' })).rejects.toMatchObject({
      code: 'SUDO_FAILED',
      message: 'sudo did not let user pi become root, although it was given a password',
      evidence: 'pi is not in the sudoers file.',
      hint: expect.stringContaining('adduser pi sudo'),
    });
  });

  it('shows the words of a sudo that refuses for another reason', async () => {
    await expect(run('wants-terminal', { password: 'right' })).rejects.toMatchObject({
      code: 'SUDO_FAILED',
      evidence: 'sudo: sorry, you must have a tty to run sudo',
    });
  });

  it('says that sudo is missing', async () => {
    const running = runProgram(machine('/nonexistent'), ['true'], { sudo: true });
    await expect(running).rejects.toMatchObject({ code: 'SUDO_FAILED', message: 'sudo is not installed' });
  });

  it('keeps the password out of the words of every program', async () => {
    await run('asks', { password: 'right' });
    expect(readFileSync(join(folder, 'words'), 'utf8')).not.toContain('right');
  });
});

function machine(folder: string, password?: string): Machine {
  return {
    name: 'red',
    user: 'pi',
    sudoPassword: password === undefined ? undefined : new Secret(password),
    async open(line) {
      // Where there is no sudo in the folder, none is found: the machine's own is never called.
      const child = spawn('/bin/sh', ['-c', line], {
        env: { PATH: existsSync(folder) ? `${folder}:/usr/bin:/bin` : folder },
      });
      const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 255)));
      const { stdin, stdout, stderr } = child;
      return { stdin, stdout, stderr, ended, close: () => child.kill() };
    },
  };
}
