import { Command, InvalidArgumentError, Option } from 'commander';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { batchPattern, flagOf, type OptionRow, type OptionRows, readBatch } from '../domain/option.ts';
import { type OperationName, optionRows } from '../operations/option-rows.ts';
import { callOperation } from './call-operation.ts';
import { type ClusterOptions, collect, parsePositive, withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';

type Told = Readonly<Record<string, unknown>>;

/**
 * The command that carries an operation out on a cluster, with the options that its rows describe. `presets` are only
 * known once it is called.
 */
export function operationCommand(name: OperationName, presets: () => Told = () => ({})): Command {
  const rows: OptionRows = optionRows[name];
  const command = withClusterOptions(new Command(name));
  for (const [key, row] of Object.entries(rows)) addRow(command, key, row);
  return command.action(async (...given: unknown[]) => {
    const options = (given.at(-1) as Command).optsWithGlobals(); // commander's order: arguments, options, command
    const [own, cluster] = split(rows, { ...presets(), ...options, ...wordsOf(rows, given[0]) });
    await callOperation(name, own, cluster);
  });
}

function wordsOf(rows: OptionRows, first: unknown): Told {
  if ('nodes' in rows) return { nodes: first };
  return 'components' in rows ? { components: readComponents(first as readonly string[]) } : {}; // the argument is variadic
}

/** What the operation is told, and what says which cluster is meant: `--method` of `add` is about the new hosts alone. */
function split(rows: OptionRows, told: Told): [own: Told, cluster: ClusterOptions & ClusterFlags] {
  const entries = Object.entries(told);
  const own = entries.filter(([key]) => key in rows);
  const cluster = entries.filter(([key]) => key === 'components' || !(key in rows));
  return [Object.fromEntries(own), Object.fromEntries(cluster)];
}

function addRow(command: Command, key: string, row: OptionRow): void {
  if (row.type === 'components') command.addArgument(componentsArgument());
  else if (row.type === 'nodes') command.argument(`<${row.value}>`, row.help);
  else for (const option of optionsOf(flagOf(key), row)) command.addOption(option);
}

function optionsOf(flag: string, row: OptionRow): Option[] {
  const { help, noHelp, value, type, choices, preset, excludes } = row;
  if (type === 'no') return [new Option(`--no-${flag}`, help)];
  const option = new Option(value === undefined ? `--${flag}` : `--${flag} <${value}>`, help);
  const parse = parsers[type];
  if (parse !== undefined) option.argParser((text, before) => atMost(row, parse(text, before)));
  if (choices !== undefined) option.choices(choices);
  if (preset !== undefined) option.default(preset);
  if (excludes !== undefined) option.conflicts([...excludes]);
  return noHelp === undefined ? [option] : [option, new Option(`--no-${flag}`, noHelp)];
}

type Parse = (text: string, before: unknown) => unknown;

/** How the text of an option is read; what is not here stays as it was typed. */
const parsers: Readonly<Partial<Record<OptionRow['type'], Parse>>> = {
  texts: (text, before) => collect(text, before as readonly string[] | undefined), // of this option itself
  positive: parsePositive,
  seconds: (text: string) =>
    must(Number(text) >= 0 && text.trim() !== '', Number(text), 'It must be a number of seconds, 0 or more.'),
  whole: (text: string) => must(/^\d+$/.test(text), Number(text), 'It must be a whole number, 0 or more.'),
  count: (text: string) =>
    must(Number.isInteger(Number(text)) && Number(text) > 0, Number(text), 'It must be a whole number above 0.'),
  batch: (text: string) => {
    const fault = 'It must be a number of nodes, such as 2, or a share, such as 25%.';
    return must(batchPattern.test(text), readBatch(text), fault);
  },
};

function atMost({ most = Number.POSITIVE_INFINITY }: OptionRow, value: unknown): unknown {
  return must(typeof value !== 'number' || value <= most, value, `It must be ${most} at most.`);
}

function must<Value>(isRight: boolean, value: Value, fault: string): Value {
  if (isRight) return value;
  throw new InvalidArgumentError(fault);
}
