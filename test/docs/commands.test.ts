import { readFileSync } from 'node:fs';
import type { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { withoutPredecessorWords } from '../../src/cli/predecessor-words.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';
import { commandLinesIn, markdownFiles, shellWords } from '../support/markdown.ts';

const examples = markdownFiles()
  .filter((file) => file !== 'CHANGELOG.md')
  .flatMap((file) =>
    commandLinesIn(readFileSync(file, 'utf8'), 'bramble').map((line): [string, string] => [file, line]),
  );

describe('every command line in the documentation', () => {
  it('is one of many', () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples)('%s: %s', async (_file, line) => {
    expect(await faultOf(shellWords(line).slice(1))).toBe('');
  });
});

/** Parses as the program itself does, and carries out nothing. */
async function faultOf(typed: readonly string[]): Promise<string> {
  const words = withoutPredecessorWords(typed);
  const program = await buildProgram(words);
  disarm(program);
  return await program.parseAsync([...words], { from: 'user' }).then(() => '', messageUnlessHelp);
}

function disarm(command: Command): void {
  if (command.commands.length === 0) command.action(() => {});
  command.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const child of command.commands) disarm(child);
}

function messageUnlessHelp({ code, message }: CommanderError): string {
  return code === 'commander.helpDisplayed' || code === 'commander.version' ? '' : message;
}
