import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandEntries } from '../../src/cli/commands.ts';
import { manualPath, wordsOf } from '../../src/cli/help.ts';
import { helpTexts } from '../../src/cli/help-texts.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';

const leaves = (await Promise.all(commandEntries.map(({ name }) => leavesOf(name)))).flat();

describe('the help of every command', () => {
  it.each(leaves.map((leaf): [string, Command] => [wordsOf(leaf), leaf]))(
    '%s --help has examples of that very command, and names its page of the manual',
    (words, leaf) => {
      const examples = /\nExamples:\n((?: {2}.*\n)+)\nManual: (.*)\n$/.exec(helpOf(leaf)) ?? [];
      expect(examples[1]?.trimEnd().split('\n')).toEqual(helpTexts[words]?.examples.map((line) => `  ${line}`));
      for (const line of helpTexts[words]?.examples ?? []) expect(`${line} `).toContain(`bramble ${words} `);
      expect(existsSync(examples[2] ?? '')).toBe(true);
    },
  );

  it('has no text for commands that are gone', () => {
    expect(Object.keys(helpTexts).toSorted()).toEqual(leaves.map(wordsOf).toSorted());
  });

  it('leads from `bramble --help` to the manual, with every command under a heading', async () => {
    const help = helpOf(await buildProgram([]));
    expect(help).toContain(`Manual: ${manualPath('README.md')}`);
    expect(help).not.toContain('Commands:');
  });
});

async function leavesOf(name: string): Promise<Command[]> {
  const program = await buildProgram([name]);
  return below(program.commands.filter((command) => command.name() === name));
}

function below(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [...(doesSomething(command) ? [command] : []), ...below(command.commands)]);
}

function doesSomething({ commands, registeredArguments }: Command): boolean {
  return commands.length === 0 || registeredArguments.length > 0;
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text;
}
