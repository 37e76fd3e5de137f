import { type Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandEntries } from '../../src/cli/commands.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';

const names = commandEntries.map(({ name }) => name);

describe('buildProgram', () => {
  it('shows every command with its summary without loading any', async () => {
    const help = (await buildProgram([])).helpInformation().replaceAll(/\s+/g, ' ');
    for (const { name, summary } of commandEntries) expect(help).toMatch(new RegExp(`${name}\\b.* ${summary}`));
  });

  it.each(names)('loads %s, which describes itself and each of its options', async (name) => {
    for (const leaf of await leavesOf(name)) {
      expect(leaf.description(), pathOf(leaf).join(' ')).not.toBe('');
      for (const option of leaf.options) expect(option.description, option.flags).not.toBe('');
    }
  });

  it.each(names)('answers a wrong option of %s with an error and not by ending the process', async (name) => {
    for (const leaf of await leavesOf(name)) {
      const errors: string[] = [];
      leaf.configureOutput({ writeErr: (text) => errors.push(text) });
      const words = [...pathOf(leaf), '--no-such-option'];
      await expect(rootOf(leaf).parseAsync(words, { from: 'user' })).rejects.toThrow(CommanderError);
      expect(errors.join('')).toContain('(add --help for the options)');
    }
  });
});

async function leavesOf(name: string): Promise<Command[]> {
  const program = await buildProgram([name]);
  return program.commands.filter((command) => command.name() === name).flatMap(leaves);
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function pathOf(command: Command): string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

describe('options that exclude each other', () => {
  it.each([
    ['maintenance red01 --for 30m --end', "option '--for <time>' cannot be used with option '--end'"],
    ['revert --rollback --batch 2', "option '--rollback' cannot be used with option '--batch <size>'"],
  ])('are refused: bramble %s', async (line, why) => {
    const words = line.split(' ');
    const errors: string[] = [];
    const [leaf] = await leavesOf(words[0] ?? '');
    leaf?.configureOutput({ writeErr: (text) => errors.push(text) });
    await expect(leaf && rootOf(leaf).parseAsync(words, { from: 'user' })).rejects.toThrow(CommanderError);
    expect(errors.join('')).toContain(why);
  });
});
