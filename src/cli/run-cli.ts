import { Command } from 'commander';
import { version } from '../operations/version.ts';
import { endWithReader } from './closed-pipe.ts';
import { commandEntries } from './commands.ts';
import { addHelp, manualPath, ownFirst, wordsOf } from './help.ts';
import { firstSteps } from './help-texts.ts';
import { paint } from './paint.ts';
import { withoutPredecessorWords } from './predecessor-words.ts';
import { withRemote } from './remote-option.ts';
import { renderFailure } from './render-failure.ts';

/** Runs one command line and returns its exit status. Prints errors; never throws. */
export async function runCli(typed: readonly string[]): Promise<number> {
  const words = withoutPredecessorWords(typed);
  endWithReader();
  try {
    const program = await buildProgram(words);
    await program.parseAsync([...words], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    const { exit, stdout, stderr } = renderFailure(error, { json: words.includes('--json') });
    process.stdout.write(stdout);
    process.stderr.write(paint(stderr, process.stderr));
    return exit;
  }
}

/** The program for one command line: only the command that is called is loaded; the others appear by name and summary. */
export async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = withRemote(new Command('bramble'))
    .description('Puts Apache Spark and Apache Hadoop on a cluster of Raspberry Pis and proves that they work.')
    .version(version(), '--version', 'print the version')
    .enablePositionalOptions()
    .commandsGroup('Tools:')
    .helpCommand('help [command]', 'show the help of a command, with examples')
    .addHelpText('after', `\n${firstSteps}\n\nManual: ${manualPath('README.md')}`)
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ minWidthToWrap: 8, groupItems: ownFirst })
    .configureOutput({
      writeOut: (text) => process.stdout.write(paint(text, process.stdout)),
      writeErr: (text) => process.stderr.write(paint(text, process.stderr)),
    })
    .hook('preAction', (_program, action) => {
      action.setOptionValue('calledAs', wordsOf(action));
    })
    .exitOverride();
  const called = words.find((word) => commandEntries.some(({ name }) => name === word));
  for (const { name, group, summary, load } of commandEntries) {
    const command = name === called ? await load(buildProgram) : new Command(name);
    program.addCommand(command.name(name).summary(summary).helpGroup(`${group}:`));
    inheritSettings(command, program);
    if (name === called) addHelp(command);
  }
  return program;
}

/** Commands made before they are added, and their sub-commands, would exit by themselves on a wrong option. */
function inheritSettings(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheritSettings(child, command);
}
