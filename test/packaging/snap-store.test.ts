import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installFromStore } from '../../src/packaging/snap.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bramble-snap-'));
  for (const [name, lines] of Object.entries({ snap: `echo "snap $*" >> ${folder}/called`, flock: ':' }))
    writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
  for (const name of ['snap', 'flock']) chmodSync(join(folder, name), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('taking a snap from the Snap Store', () => {
  it('installs it from the channel, and holds refreshes back', () => {
    expect(calls('4.2/stable')).toEqual([
      'snap install --channel=4.2/stable bramble-spark',
      'snap refresh --hold bramble-spark',
    ]);
  });

  it('refreshes one that is there, also one that came from a file', () => {
    writeFileSync(join(folder, 'bramble-spark'), '');
    expect(calls('4.2/edge/fix-1', true)).toEqual([
      'snap refresh --amend --channel=4.2/edge/fix-1 bramble-spark',
      'snap refresh --hold bramble-spark',
    ]);
  });

  it('takes a channel for one word, whatever stands in it', () => {
    expect(calls('a b; touch $HOME')).toContain('snap install --channel=a b; touch $HOME bramble-spark');
  });

  it('says what failed and holds nothing back then', () => {
    writeFileSync(join(folder, 'snap'), `#!/bin/sh\necho "snap $*" >> ${folder}/called\nexit 10\n`);
    expect(() => calls('stable')).toThrow(expect.objectContaining({ status: 10 }));
    expect(called()).toHaveLength(1);
    expect(installFromStore('spark', 'stable').label).toBe('snap install --channel=stable bramble-spark');
  });
});

/** What a run of the step calls, on a machine where all that it touches lies in a folder. */
function calls(channel: string, isInstalled = false): string[] {
  const [shell = '', option = '', script = '', ...words] = installFromStore('spark', channel).argv;
  const here = script
    .replaceAll('/run/bramble', `${folder}/run`)
    .replace('/snap/$1/current', isInstalled ? folder : '/none');
  execFileSync(shell, [option, here, ...words], { env: { PATH: `${folder}:${process.env.PATH}` } });
  return called();
}

function called(): string[] {
  return readFileSync(join(folder, 'called'), 'utf8').trim().split('\n');
}
