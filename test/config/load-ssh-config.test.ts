import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSshConfig } from '../../src/config/load-ssh-config.ts';
import { resolveSshSettings } from '../../src/config/ssh-settings.ts';

describe('loadSshConfig', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'bramble-home-'));
    mkdirSync(join(home, '.ssh/config.d'), { recursive: true });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(home, '.ssh', name), text);
  const files = () => [join(home, '.ssh/config')];
  const load = () => loadSshConfig({ home, files: files(), environment: { SSH_AUTH_SOCK: '/run/agent' } });
  const portOf = (host: string) => resolveSshSettings(load(), { host }).port;

  it('is empty where there is no file', () => {
    expect(load()).toMatchObject({ entries: [], home, agentSocket: '/run/agent' });
  });

  it('reads included files in their place, in order, relative to ~/.ssh', () => {
    write('config', 'Include config.d/*.conf\nHost *\n  Port 9\n');
    write('config.d/1.conf', 'Host red\n  Port 1\n');
    write('config.d/2.conf', 'Host red blue\n  Port 2\n');
    expect([portOf('red'), portOf('blue'), portOf('green')]).toEqual([1, 2, 9]);
  });

  it('applies a file that is included under a Host to that host only', () => {
    write('config', 'Host red\n  Include ~/.ssh/lab\n');
    write('lab', 'Port 5\nHost blue\n  Port 6\n');
    expect([portOf('red'), portOf('blue')]).toEqual([5, undefined]);
  });

  it('goes on after the Include of a file that ends within a Host', () => {
    write('config', 'Include lab\nPort 7\n');
    write('lab', 'Host red\n  User pi\n');
    expect(portOf('blue')).toBe(7);
  });

  it('reads no further than OpenSSH where files include each other', () => {
    write('config', 'Include config\n');
    expect(load).toThrow(/\.ssh\/config: its Include lines lead in a circle/);
  });

  it('names the file that cannot be parsed', () => {
    write('config', 'Host "red\n');
    expect(load).toThrow(/\.ssh\/config: it is not an OpenSSH configuration/);
  });
});
