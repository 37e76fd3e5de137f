import type { Argument, Command, Option } from 'commander';
import { wordsOf } from '../help.ts';
import { type Candidate, type Kind, kindOf } from './kinds.ts';

/** What is wanted in the place of the last word. */
export interface Place {
  readonly kind: Kind;
  /** What the program itself knows; the kind may bring more. */
  readonly candidates: readonly Candidate[];
  /** What of the word stays as it is, such as `--hosts=` or `red,`. */
  readonly before: string;
  readonly typed: string;
  /** Values of the options that were given before, by their names. */
  readonly options: ReadonlyMap<string, string>;
}

interface State {
  readonly command: Command;
  readonly arguments: number;
  readonly isOnlyArguments: boolean;
  readonly pending?: Option | undefined;
  readonly options: ReadonlyMap<string, string>;
}

/** Reads a command line as commander would, up to its last word, and tells what can stand there. */
export function findPlace(program: Command, words: readonly string[]): Place {
  const last = words.at(-1) ?? '';
  const start: State = { command: program, arguments: 0, isOnlyArguments: false, options: new Map() };
  const state = words.slice(0, -1).reduce(read, start);
  if (isValue(last, state)) return placeOfValue(state.pending, last, state);
  return (takesOptions(state) ? placeOfOption(last, state) : undefined) ?? placeOfArgument(last, state);
}

function read(state: State, word: string): State {
  const { command, pending, options } = state;
  if (isValue(word, state))
    return { ...state, pending: undefined, options: new Map(options).set(pending?.long ?? '', word) };
  const next = { ...state, pending: undefined, arguments: state.arguments + 1 };
  if (!takesOptions(state)) return next;
  if (word === '--') return { ...state, pending: undefined, isOnlyArguments: true };
  if (word.startsWith('-')) return { ...state, pending: takingValue(findOption(command, word)) };
  if (isHelp(word, state)) return state;
  const child = state.arguments === 0 ? command.commands.find((one) => one.name() === word) : undefined;
  return child === undefined ? next : { ...state, pending: undefined, command: child };
}

/** `help` is followed by what could stand without it. */
function isHelp(word: string, { command, arguments: count }: State): boolean {
  return word === 'help' && count === 0 && command.commands.length > 0;
}

/** Whether a word is the value of the option before it. */
function isValue(word: string, { pending }: State): boolean {
  return pending !== undefined && (pending.required || !word.startsWith('-'));
}

/** Behind the words of another program, options are that program's own. */
function takesOptions(state: State): boolean {
  const argument = argumentAt(state);
  const isTheirs = argument !== undefined && kindOfArgument(state.command, argument) === 'theirs';
  return !isTheirs && !state.isOnlyArguments;
}

function placeOfOption(last: string, { command, options }: State): Place | undefined {
  const [, name = '', value = ''] = /^(--[^=]+)=(.*)$/s.exec(last) ?? [];
  const option = findOption(command, name);
  if (option !== undefined) return behind(`${name}=`, placeOfValue(option, value, { command, options }));
  return last.startsWith('-')
    ? { kind: 'free', candidates: optionsOf(command), before: '', typed: last, options }
    : undefined;
}

function findOption(command: Command, word: string): Option | undefined {
  return command.options.find(({ short, long }) => word === short || word === long);
}

function takingValue(option: Option | undefined): Option | undefined {
  return option?.required || option?.optional ? option : undefined;
}

function argumentAt({ command, arguments: count }: State): Argument | undefined {
  const all = command.registeredArguments;
  return all[count] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
}

function placeOfValue(
  option: Option | undefined,
  typed: string,
  { command, options }: Pick<State, 'command' | 'options'>,
): Place {
  const kind = option && kindOf(wordsOf(command), { long: option.long, spelled: spelledIn(option) });
  const candidates = choicesOf(option);
  return inList({ kind: kind ?? 'free', before: '', typed, options, candidates });
}

function placeOfArgument(typed: string, state: State): Place {
  const { command, options } = state;
  const argument = argumentAt(state);
  const kind = (argument && kindOfArgument(command, argument)) ?? 'free';
  const commands = state.arguments === 0 ? commandsOf(command) : [];
  const candidates = [...commands, ...choicesOf(argument)];
  return inList({ kind, before: '', typed, options, candidates });
}

function kindOfArgument(command: Command, argument: Argument): Kind {
  return kindOf(wordsOf(command), { spelled: `<${argument.name()}>` }) ?? 'free';
}

/** How the help spells an option's value, be it wanted or not: `<host>`. */
export function spelledIn({ flags }: Option): string {
  return `<${/[<[](.+?)(?:\.{3})?[>\]]/.exec(flags)?.[1] ?? ''}>`;
}

const listed: ReadonlySet<Kind> = new Set(['host', 'os']);

/** Of a list with commas only the last one is completed, of a login only the host. */
function inList(place: Place): Place {
  if (!listed.has(place.kind)) return place;
  const [, before = '', typed = ''] = /^(.*[,@])?(.*)$/s.exec(place.typed) ?? [];
  return { ...place, before, typed };
}

function behind(before: string, place: Place): Place {
  return { ...place, before: `${before}${place.before}` };
}

function choicesOf(of: Option | Argument | undefined): Candidate[] {
  return of?.argChoices?.map((value) => ({ value })) ?? [];
}

function optionsOf(command: Command): Candidate[] {
  const visible = command.createHelp().visibleOptions(command);
  return visible.flatMap(({ long, description }) => (long ? [{ value: long, summary: description }] : []));
}

function commandsOf(command: Command): Candidate[] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.map((one) => ({ value: one.name(), summary: one.summary() || one.description() }));
}
