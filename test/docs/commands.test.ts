import { readFileSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandEntries } from '../../src/cli/commands.ts';
import { withoutPredecessorWords } from '../../src/cli/predecessor-words.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';
import { commandLinesIn, commandsNamedIn, shellWords } from '../support/command-lines.ts';
import { markdownFiles } from '../support/markdown.ts';

type Call = readonly [where: string, call: string];

const understood = new CommanderError(0, 'understood', 'the action would begin now');

// A changelog may name what is gone; the reference is made from the program and shows what is optional in brackets.
const pages = markdownFiles().filter((file) => !['CHANGELOG.md', 'docs/reference/commands.md'].includes(file));
const mayBeLeftAway = ['missingArgument', 'optionMissingArgument', 'missingMandatoryOptionValue', 'help'];
const typed = callsOf(commandLinesIn);
const named = callsOf(commandsNamedIn);
const helps = await Promise.all(commandEntries.map(async ({ name }) => [name, await helpOf(name)] as const));
const helped = helps.flatMap(([name, help]) =>
  commandLinesIn(asCode(help)).map((call): Call => [`${name} --help`, call]),
);
const playbook = readFileSync('examples/ansible/cluster.yml', 'utf8');
const played = [...playbook.matchAll(/argv: \[(bramble, .*)\]/g)].map(([, words = '']) => words.replaceAll(', ', ' '));

describe('every command line', () => {
  it('is one of many', () => {
    expect(typed.length).toBeGreaterThan(100);
    expect(named.length).toBeGreaterThan(100);
    expect(helped.length).toBeGreaterThan(20);
    expect(played.length).toBe(2);
  });

  it.each([...typed, ...helped])('%s: %s', async (_where, call) => {
    expect(await faultOf(call)).toBeUndefined();
  });

  it.each(played)('of the playbook: %s', async (call) => {
    expect(await faultOf(call)).toBeUndefined();
  });

  it.each(named)('named in %s: %s', async (_where, call) => {
    const faults = [undefined, ...mayBeLeftAway.map((fault) => `commander.${fault}`)];
    expect(faults).toContain(await faultOf(call));
  });
});

describe('a command line that bramble does not know', () => {
  it.each([
    ['bramble deplopy spark', 'commander.unknownCommand'],
    ['bramble lab upp', 'commander.unknownCommand'],
    ['bramble deploy spark --host red', 'commander.unknownOption'],
    ['bramble deploy flink', 'commander.invalidArgument'],
    ['bramble logs red01 red02', 'commander.excessArguments'],
    ['bramble add', 'commander.missingArgument'],
    ['bramble status --cluster', 'commander.optionMissingArgument'],
  ])('%s is found', async (call, fault) => {
    expect(await faultOf(call)).toBe(fault);
  });
});

function callsOf(callsIn: (markdown: string) => string[]): Call[] {
  return pages.flatMap((file) => callsIn(readFileSync(file, 'utf8')).map((call): Call => [file, call]));
}

/** Why the program itself would refuse to carry out a call; carries out nothing. */
async function faultOf(call: string): Promise<string | undefined> {
  const words = withoutPredecessorWords(shellWords(call).slice(1));
  const program = await buildProgram(words);
  silence(program.hook('preAction', () => Promise.reject(understood)));
  return await program.parseAsync([...words], { from: 'user' }).then(() => undefined, codeUnlessHelp);
}

function silence(command: Command): void {
  command.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const child of command.commands) silence(child);
}

function codeUnlessHelp(thrown: CommanderError): string | undefined {
  const { code } = thrown;
  return thrown === understood || code === 'commander.helpDisplayed' || code === 'commander.version' ? undefined : code;
}

/** What `--help` prints of a command and of each below it. */
async function helpOf(name: string): Promise<string> {
  const program = await buildProgram([name]);
  return helpBelow(program.commands.filter((command) => command.name() === name));
}

function helpBelow(commands: readonly Command[]): string {
  let text = '';
  for (const command of commands) {
    command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    text += helpBelow(command.commands);
  }
  return text;
}

/** The examples of a help text, and not the lines of its columns. */
function asCode(help: string): string {
  return (help.match(/^ {2}bramble .*$/gm) ?? []).map((line) => `  ${line}\n`).join('');
}
