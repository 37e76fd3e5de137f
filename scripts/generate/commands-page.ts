import type { Command } from 'commander';
import { commandTree, meaningOf, optionsOf, pathOf, usageOf } from './command-tree.ts';

/** docs/reference/commands.md. */
export function renderCommandsPage(): string {
  return `<!-- Made from src/cli and src/errors.ts by \`npm run generate\`; change those. -->
# Commands

${commandTree.map(renderCommand).join('\n')}
What each [exit status](errors.md) means has its own page.
`;
}

function renderCommand(command: Command): string {
  const words = [pathOf(command), '[options]', ...command.registeredArguments.map(usageOf)].join(' ');
  const rows = [
    ...command.registeredArguments.map((argument) => row(usageOf(argument), meaningOf(argument))),
    ...optionsOf(command).map((option) => row(option.flags, meaningOf(option))),
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

function row(term: string, meaning: string): string {
  return `| \`${term}\` | ${meaning} |`;
}
