import { BrambleError } from '../errors.ts';

/** From the safest to the boldest. */
export const risks = ['stable', 'candidate', 'beta', 'edge'] as const;
export type Risk = (typeof risks)[number];

/** The track that is meant where none is named. */
const defaultTrack = 'latest';

/** Where releases of a component are found: track, risk and, for a while, a branch. Every part is filled in. */
export interface Channel {
  readonly track: string;
  readonly risk: Risk;
  readonly branch?: string;
}

type Part = 'track' | 'risk' | 'branch';

/** A channel as it was typed: only the parts that are there. */
type Typed = Partial<Record<Part, string>>;

/** Reads a channel by the rules and in the words of snapd: `edge`, `4.3`, `4.3/edge`, `edge/fix-1`, `4.3/edge/fix-1`. */
export function parseChannel(text: string): Channel {
  const { track = defaultTrack, risk = 'stable', branch } = parseTyped(text);
  return { track, risk: risk as Risk, ...(branch !== undefined && { branch }) }; // parseTyped has checked it
}

/** What to say of a name that is probably meant the other way round; undefined where nothing seems wrong. */
export function doubtOrder(text: string): string | undefined {
  const { track, risk, branch } = parseTyped(text);
  if (track !== undefined || branch === undefined || !/^\d/.test(branch)) return undefined;
  return `${text} is the branch ${branch} of ${defaultTrack}/${risk}; the track ${branch} is written ${branch}/${risk}`;
}

function parseTyped(text: string): Typed {
  if (text === '') throw invalid('channel name cannot be empty');
  const words = text.split('/');
  const names = partsOf(words);
  if (names === undefined) throw invalid(`channel name has too many components: ${text}`);
  const typed: Typed = Object.fromEntries(names.map((name, at) => [name, words[at]]));
  if (typed.risk !== undefined && !isRisk(typed.risk)) throw invalid(`invalid risk in channel name: ${text}`);
  for (const name of ['track', 'branch'] as const)
    if (typed[name] === '') throw invalid(`invalid ${name} in channel name: ${text}`);
  return typed;
}

/** What stands where. A first word that is a risk leaves no room for a track. */
function partsOf(words: readonly string[]): readonly Part[] | undefined {
  const startsWithRisk = isRisk(words[0] ?? '');
  const byLength: readonly (readonly Part[])[] = [
    [],
    [startsWithRisk ? 'risk' : 'track'],
    startsWithRisk ? ['risk', 'branch'] : ['track', 'risk'],
    ['track', 'risk', 'branch'],
  ];
  return byLength[words.length];
}

function isRisk(word: string): word is Risk {
  return risks.some((risk) => risk === word);
}

function invalid(message: string): BrambleError {
  const hint = 'a channel is TRACK, RISK, TRACK/RISK or TRACK/RISK/BRANCH, such as 4.3/candidate';
  return new BrambleError('USAGE', message, { hint: `${hint}; a risk is ${risks.join(', ')}` });
}

/** The whole name: `latest/edge`, `4.3/edge/fix-1`. */
export function fullChannel({ track, risk, branch }: Channel): string {
  return [track, risk, ...(branch === undefined ? [] : [branch])].join('/');
}

/** The short name: without the track where it is the usual one. */
export function cleanChannel(channel: Channel): string {
  const full = fullChannel(channel);
  return channel.track === defaultTrack ? full.slice(defaultTrack.length + 1) : full;
}

/** What is meant by a new channel where another is followed: one that begins with a risk stays on the track. */
export function resolveChannel(current: string, next: string): string {
  if (next === '') return current;
  const { track } = current === '' ? {} : parseTyped(current);
  return track !== undefined && isRisk(next.split('/')[0] ?? '') ? `${track}/${next}` : next;
}

/** Where a channel is looked for, one after the other: itself, a branch's own risk, then each safer risk of the same track. */
export function fallbacksOf(channel: Channel): Channel[] {
  const { track, risk } = channel;
  const safer = risks.slice(0, risks.indexOf(risk) + 1).toReversed();
  const open = safer.map((one): Channel => ({ track, risk: one }));
  return channel.branch === undefined ? open : [channel, ...open];
}

/** Whether a release at the second risk satisfies who asked for the first. */
export function allowsRisk(asked: Risk, released: Risk): boolean {
  return risks.indexOf(asked) >= risks.indexOf(released);
}
