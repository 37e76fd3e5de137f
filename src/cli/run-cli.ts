import { Command } from 'commander';
import { commandEntries } from './commands.ts';
import { withoutPredecessorWords } from './predecessor-words.ts';
import { renderFailure } from './render-failure.ts';
import { version } from './version.ts';

/** Runs one command line and returns its exit status. Prints errors; never throws. */
export async function runCli(typed: readonly string[]): Promise<number> {
  const words = withoutPredecessorWords(typed);
  try {
    const program = await buildProgram(words);
    await program.parseAsync([...words], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    const { exit, stdout, stderr } = renderFailure(error, { json: words.includes('--json') });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return exit;
  }
}

/** The program for one command line: only the command that is called is loaded; the others appear by name and summary. */
export async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('bramble')
    .description('Puts Apache Spark and Apache Hadoop on a cluster of Raspberry Pis and proves that they work.')
    .version(version(), '--version', 'print the version')
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for the options)')
    .exitOverride();
  const called = words.find((word) => commandEntries.some(({ name }) => name === word));
  for (const { name, summary, load } of commandEntries) {
    const command = name === called ? await load() : new Command(name);
    program.addCommand(command.name(name).summary(summary));
    inheritSettings(command, program);
  }
  return program;
}

/** Commands made before they are added, and their sub-commands, would exit by themselves on a wrong option. */
function inheritSettings(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheritSettings(child, command);
}
