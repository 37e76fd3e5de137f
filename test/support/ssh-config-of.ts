import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSshConfig } from '../../src/config/load-ssh-config.ts';
import type { SshConfig } from '../../src/config/ssh-config.ts';

/** The configuration that a file with this text makes, for user `alice` with the home /home/alice. */
export function sshConfigOf(text: string): SshConfig {
  const folder = mkdtempSync(join(tmpdir(), 'bramble-config-'));
  try {
    writeFileSync(join(folder, 'config'), text);
    const loaded = loadSshConfig({ files: [join(folder, 'config')], home: folder, environment: {} });
    return { ...loaded, home: '/home/alice', localUser: 'alice' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
