import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../support/terminal.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

// How each shell is told to complete, as the documentation says; the prompt shows that it has read it all.
const shells = {
  bash: { words: ['bash', '--noprofile', '--norc'], init: 'eval "$(bramble completion bash)"; PS1=rea""dy:' },
  zsh: {
    words: ['zsh', '-f'],
    init: 'unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u; eval "$(bramble completion zsh)"; PS1=rea""dy:',
  },
  fish: {
    words: ['fish', '--no-config'],
    init: 'bramble completion fish | source; function fish_prompt; echo -n rea""dy:; end',
  },
} as const;

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'bramble-completion-'));
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin/bramble'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(join(home, 'bin/bramble'), 0o755);
  const cluster = join(home, 'state/bramble/clusters/berries');
  mkdirSync(cluster, { recursive: true });
  const nodes = ['red', 'red01', 'green02'].map((name) => ({ target: { name } }));
  writeFileSync(join(cluster, 'cluster.json'), JSON.stringify({ version: 1, spec: { nodes } }));
  writeFileSync(join(home, 'my class.yaml'), '');
});

afterAll(() => rmSync(home, { recursive: true }));

describe.each(Object.entries(shells))('completion in %s', { timeout: 30_000 }, (_shell, { words, init }) => {
  let terminal: Terminal;

  beforeAll(async () => {
    const env = { HOME: home, XDG_STATE_HOME: join(home, 'state'), PATH: `${join(home, 'bin')}:${process.env.PATH}` };
    terminal = openTerminal(words, { env, cwd: home });
    terminal.type(`${init}\r`);
    await terminal.says(/ready:/);
  });

  afterAll(() => terminal.kill());

  it.each([
    ['bramble dep', ['deploy']],
    ['bramble lab stat', ['lab', 'status']],
    ['bramble verify --jun', ['verify', '--junit']],
    ['bramble upgrade --on-failure k', ['upgrade', '--on-failure', 'keep']],
    ['bramble status --cluster ', ['status', '--cluster', 'berries']],
    ['bramble logs --role name', ['logs', '--role', 'namenode']],
    ['bramble remove gr', ['remove', 'green02']],
    ['bramble deploy --hosts red,red01,gr', ['deploy', '--hosts', 'red,red01,green02']],
    ['bramble deploy --hosts "red,gr', ['deploy', '--hosts', 'red,green02']],
    ['bramble deploy --hosts=gr', ['deploy', '--hosts=green02']],
    ['bramble deploy --hosts red,pi@gr', ['deploy', '--hosts', 'red,pi@green02']],
    ['bramble plan -f my', ['plan', '-f', 'my class.yaml']],
    ['bramble plan --file=my', ['plan', '--file=my class.yaml']],
    ['bramble plan -f "my', ['plan', '-f', 'my class.yaml']],
  ])('%s', async (typed, completed) => {
    terminal.type(`${typed}\t${toStart}printf '(%s)' \r`);
    const [, printed] = await terminal.says(/\(bramble\)((?:\([^()%]*\))+)(?!\()[\s\S]*?ready:/);
    expect(printed).toBe(completed.map((word) => `(${word})`).join(''));
  });

  it('carries out nothing of the line', async () => {
    terminal.type(`bramble deploy --hosts "$(touch harm)" --clus\t${toStart}${killLine}printf '(%s)' none\r`);
    await terminal.says(/\(none\)[\s\S]*?ready:/);
    expect(existsSync(join(home, 'harm'))).toBe(false);
  });
});

const killLine = '\u000b';
const toStart = '\u0001'; // the completed line becomes the arguments of what is typed before it
