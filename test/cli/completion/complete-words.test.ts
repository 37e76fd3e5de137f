import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandEntries } from '../../../src/cli/commands.ts';
import { completeWords } from '../../../src/cli/completion/complete-words.ts';
import { spelledIn } from '../../../src/cli/completion/find-place.ts';
import { kindOf } from '../../../src/cli/completion/kinds.ts';
import { wordsOf } from '../../../src/cli/help.ts';
import { buildProgram } from '../../../src/cli/run-cli.ts';

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'bramble-words-'));
  vi.stubEnv('XDG_STATE_HOME', home);
  vi.stubEnv('BRAMBLE_STORE', join(home, 'store'));
  write('bramble/clusters/red/cluster.json', { spec: { nodes: [{ target: { name: 'red' } }] } });
  write('bramble/clusters/blue/cluster.json', { spec: { nodes: [{ target: { name: 'blue1' } }, { target: 7 }] } });
  write('bramble/clusters/damaged/cluster.json', 'no record');
  const host = { name: 'virtual1', address: '10.0.0.1', os: 'ubuntu' };
  write('bramble/labs/class/lab.json', { version: 1, name: 'class', hosts: [host] });
  write('store/index.json', { signed: JSON.stringify({ channels: { spark: { '4.3/stable': {}, 'b\u001b[m': {} } } }) });
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

describe('completeWords', () => {
  it.each<[line: string, words: string[]]>([
    ['de', ['deploy']],
    ['lab st', ['status']],
    ['help rev', ['revert']],
    ['deploy ', ['hadoop', 'spark', 'all']],
    ['deploy spark hadoop a', ['all']],
    ['verify --jo', ['--job-timeout']],
    ['verify --job-timeout ', []],
    ['deploy --method ', ['auto', 'snap', 'tarball']],
    ['deploy --method=s', ['--method=snap']],
    ['deploy --connect --nam', ['--namenode']],
    ['status --cluster ', ['blue', 'damaged', 'red']],
    ['logs ', ['blue1', 'red', 'virtual1']],
    ['logs --cluster red ', ['red', 'virtual1']],
    ['add red,pi@v', ['red,pi@virtual1']],
    ['lab ssh ', ['virtual1']],
    ['lab down --name ', ['class']],
    ['lab up --os ubuntu,r', ['ubuntu,raspios']],
    ['lab up --hosts ', []],
    ['promote spark --from ', ['4.3/stable']],
    ['submit --he', ['--help']],
    ['submit ', [':files']],
    ['submit pi.py --c', [':files']],
    ['run hdfs --h', [':files']],
    ['ssh red -', [':files']],
    ['uninstall -- -', []],
    ['channels --store ', [':folders']],
    ['no-such-command ', []],
    ['bench s', ['spark']],
    ['bench c', ['compare']],
  ])('bramble %s', async (line, expected) => {
    const found = (await completeWords(line.split(' '), buildProgram)).split('\n').filter(Boolean);
    const words = found.map((one) => one.split('\t')[0]);
    expect(words).toEqual(expected);
  });

  it('takes quotes away that the shell left on', async () => {
    expect(await completeWords(['status', '--cluster', '"re'], buildProgram)).toBe('red\t\n');
  });

  it('tells what each means', async () => {
    expect(await completeWords(['start', '--no-v'], buildProgram)).toBe(
      '--no-verify\tskip the verification at the end\n',
    );
  });
});

describe('kindOf', () => {
  it.each(commandEntries.map(({ name }) => name))('knows what every value of %s is', async (name) => {
    const program = await buildProgram([name]);
    const values = program.commands.filter((command) => command.name() === name).flatMap(valuesOf);
    expect(values.filter(({ kind }) => kind === undefined)).toEqual([]);
  });
});

function valuesOf(command: Command): { value: string; kind: string | undefined }[] {
  const words = wordsOf(command);
  const wanted = command.options.filter(({ required, optional }) => required || optional);
  const values = [
    ...wanted.map((option) => ({ long: option.long, spelled: spelledIn(option), choices: option.argChoices })),
    ...command.registeredArguments.map((one) => ({ long: '', spelled: `<${one.name()}>`, choices: one.argChoices })),
  ];
  const kinds = values
    .filter(({ choices }) => choices === undefined)
    .map((value) => ({ value: `${words} ${value.long} ${value.spelled}`, kind: kindOf(words, value) }));
  return [...kinds, ...command.commands.flatMap(valuesOf)];
}

function write(path: string, content: unknown): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), JSON.stringify(content));
}
