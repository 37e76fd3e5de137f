import type { Argument, Command, Option } from 'commander';
import { commandEntries } from '../../src/cli/commands.ts';
import { buildProgram } from '../../src/cli/run-cli.ts';
import { errorKinds } from '../../src/errors.ts';

const meanings: Readonly<Record<number, string>> = {
  0: 'done, or nothing to do',
  1: 'a deployment, a verification or a host failed',
  2: 'wrong use or invalid input; nothing was touched',
  3: 'refused, because it would not be safe',
  4: 'locked: somebody else is at it',
  130: 'interrupted',
};

const sections = await Promise.all(commandEntries.map(({ name }) => renderCommand(name)));

/** docs/reference/commands.md. */
export function renderCommandsPage(): string {
  return `<!-- Made from src/cli and src/errors.ts by \`npm run generate\`; change those. -->
# Commands

${sections.join('\n')}
## Exit status

With \`--json\`, an error names its code.

| Status | Means | Codes |
|---|---|---|
${Object.entries(meanings).map(exitRow).join('\n')}
`;
}

async function renderCommand(name: string): Promise<string> {
  const program = await buildProgram([name]);
  return leavesOf(program.commands.filter((command) => command.name() === name))
    .map(renderLeaf)
    .join('\n');
}

function leavesOf(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => (command.commands.length === 0 ? [command] : leavesOf(command.commands)));
}

function renderLeaf(command: Command): string {
  const words = [pathOf(command), '[options]', ...command.registeredArguments.map(usageOf)].join(' ');
  const rows = [
    ...command.registeredArguments.map((argument) => row(usageOf(argument), argument)),
    ...command.options.map((option) => row(option.flags, option)),
  ];
  return [
    `## ${pathOf(command)}`,
    '',
    command.description(),
    '',
    `    ${words}`,
    '',
    '| | |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function usageOf(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

function row(term: string, { description, argChoices, defaultValue }: Option | Argument): string {
  const choices = argChoices === undefined ? [] : [argChoices.join(', ')];
  const preset = defaultValue === undefined || defaultValue === false ? [] : [`default: ${defaultValue}`];
  const notes = [...choices, ...preset];
  return `| \`${term}\` | ${description}${notes.length === 0 ? '' : ` (${notes.join('; ')})`} |`;
}

function exitRow([status, meaning]: [string, string]): string {
  const codes = Object.entries(errorKinds).filter(([, { exit }]) => exit === Number(status));
  return `| ${status} | ${meaning} | ${codes.map(([code]) => `\`${code}\``).join(' ')} |`;
}
