import type { Argument, Command, Option } from 'commander';
import { ownOptions } from '../../src/cli/cluster-options.ts';
import { commandEntries } from '../../src/cli/commands.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';

/** Every command that does something, in the order of the help, each within the program that calls it. */
export const commandTree: readonly Command[] = (
  await Promise.all(
    commandEntries.map(async ({ name }) =>
      thoseThatAct((await buildProgram([name])).commands.filter((command) => command.name() === name)),
    ),
  )
).flat();

function thoseThatAct(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [
    ...(command.commands.length === 0 || command.registeredArguments.length > 0 ? [command] : []),
    ...thoseThatAct(command.commands),
  ]);
}

/** The words that call a command: `bramble lab up`. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** An argument as the help spells it. */
export function usageOf(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** The options in the order of the help: a command's own before those that all commands have. */
export function optionsOf({ options }: Command): readonly Option[] {
  const isShared = ({ helpGroupHeading: heading = ownOptions }: Option) => Number(heading !== ownOptions);
  return options.toSorted((one, other) => isShared(one) - isShared(other));
}

/** What an option or argument means, what it can be and what it is unless told. */
export function meaningOf({ description, argChoices, defaultValue }: Option | Argument): string {
  const choices = argChoices === undefined ? [] : [argChoices.join(', ')];
  const preset = defaultValue === undefined || defaultValue === false ? [] : [`default: ${defaultValue}`];
  const notes = [...choices, ...preset];
  return `${description}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}
