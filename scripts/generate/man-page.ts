import type { Command } from 'commander';
import { helpTexts } from '../../src/cli/help-texts.ts';
import { version } from '../../src/operations/version.ts';
import { commandTree, meaningOf, pathOf, usageOf } from './command-tree.ts';
import { statuses } from './errors-page.ts';

interface Row {
  readonly term: string;
  readonly meaning: string;
}

const oftenEnough = 5;
const common = findCommon();

const variables: readonly Row[] = [
  { term: 'BRAMBLE_STORE', meaning: 'folder or address of the store, unless --store names one' },
  { term: 'BRAMBLE_LAB', meaning: 'the lab to use, if several have a host of that name' },
  { term: 'XDG_STATE_HOME', meaning: 'where clusters, host keys and labs are remembered (default: ~/.local/state)' },
  { term: 'XDG_CACHE_HOME', meaning: 'where artifacts are kept (default: ~/.cache)' },
  { term: 'NO_COLOR', meaning: 'set to anything: no colour' },
  { term: 'FORCE_COLOR', meaning: 'set to 1: colour in pipes and files too' },
];

/** man/bramble.1: all commands with their options, in the words of their help. */
export function renderManPage(): string {
  return `.\\" Made from src/cli by \`npm run generate\`; change that.
.TH BRAMBLE 1 "" "bramble ${version()}" "User Commands"
.SH NAME
bramble \\- Apache Spark and Apache Hadoop on a cluster of Raspberry Pis
.SH SYNOPSIS
.B bramble
.I command
[options]
.SH DESCRIPTION
Puts Apache Spark and Apache Hadoop on a cluster of Raspberry Pis over SSH, and proves that they work.
Options that many commands share are listed once, under COMMON OPTIONS.
.SH COMMANDS
${commandTree.map(renderCommand).join('\n')}
.SH COMMON OPTIONS
${common.map(renderRow).join('\n')}
.SH EXIT STATUS
${Object.entries(statuses)
  .map(([term, meaning]) => renderRow({ term, meaning }))
  .join('\n')}
.SH ENVIRONMENT
${variables.map(renderRow).join('\n')}
.SH FILES
${renderRow({ term: '~/.local/state/bramble', meaning: 'clusters and their host keys, labs, stores and the keys that sign them' })}
`;
}

function renderCommand(command: Command): string {
  const path = pathOf(command);
  const usage = command.registeredArguments.map(usageOf).join(' ');
  const text = helpTexts[path.replace(/^bramble /, '')];
  const own = rowsOf(command).filter((row) => !common.some((one) => isSame(one, row)));
  const shared = rowsOf(command).length > own.length ? ['and the common options'] : [];
  return [
    `.SS ${roff(`${path} [options] ${usage}`.trim())}`,
    roff([command.description(), ...(text?.notes ?? [])].join('\n')),
    ...own.map(renderRow),
    ...shared.map((words) => `.PP\n${words}`),
    `.PP\nExamples:\n.PP\n.nf\n.RS 4\n${(text?.examples ?? []).map(roff).join('\n')}\n.RE\n.fi`,
  ].join('\n');
}

function rowsOf(command: Command): Row[] {
  return [
    ...command.registeredArguments.map((argument) => ({ term: usageOf(argument), meaning: meaningOf(argument) })),
    ...command.options.map((option) => ({ term: option.flags, meaning: meaningOf(option) })),
  ];
}

/** Options that are the same in many commands, most of which have all of them. */
function findCommon(): Row[] {
  const groups = Map.groupBy(
    commandTree.flatMap((command) => rowsOf(command)),
    ({ term, meaning }) => JSON.stringify([term, meaning]),
  );
  return [...groups.values()].flatMap((rows) => (rows.length > oftenEnough ? rows.slice(0, 1) : []));
}

function isSame(one: Row, other: Row): boolean {
  return one.term === other.term && one.meaning === other.meaning;
}

function renderRow({ term, meaning }: Row): string {
  return `.TP\n.B ${roff(term)}\n${roff(meaning)}`;
}

/** As roff reads it back: dashes that can be copied, and no line that it takes for a request. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/[^\n -~]/gu, (sign) => `\\[u${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replaceAll(/^(?=[.'])/gm, '\\&')
    .replaceAll(/\n/g, '\n.PP\n');
}
