/** What can stand somewhere, and what it means. */
export interface Candidate {
  readonly value: string;
  readonly summary?: string;
}

/** What kind of thing a value is; `theirs` are words of another program, `free` nobody can guess. */
export type Kind =
  | 'file'
  | 'folder'
  | 'theirs'
  | 'free'
  | 'cluster'
  | 'host'
  | 'lab'
  | 'lab-host'
  | 'channel'
  | 'role'
  | 'os';

/** By the option or, in its absence, by how the help spells the value. A row for one command stands before others. */
const kinds: Readonly<Record<string, Kind>> = {
  'lab up --hosts': 'free',
  'lab ssh <host>': 'lab-host',
  'lab reboot <host>': 'lab-host',
  'lab kill <host>': 'lab-host',
  'submit --name': 'free',
  'serve --host': 'free',
  '--allow-host': 'free',
  '--cluster': 'cluster',
  '--user': 'free',
  '--class': 'free',
  '--os': 'os',
  '--hosts': 'host',
  '<file>': 'file',
  '<records>': 'file',
  '<a>': 'file',
  '<b>': 'file',
  '<place>': 'folder',
  '<host>': 'host',
  '<hosts>': 'host',
  '<nodes>': 'host',
  '<list>': 'host',
  '<lab>': 'lab',
  '<channel>': 'channel',
  '<role>': 'role',
  '<args>': 'theirs',
  '<command>': 'theirs',
  '<words>': 'theirs',
  '<folder>': 'free', // on the hosts
  '<seconds>': 'free',
  '<time>': 'free',
  '<size>': 'free',
  '<speed>': 'free',
  '<number>': 'free',
  '<numbers>': 'free',
  '<names>': 'free',
  '<address>': 'free',
  '<fingerprint>': 'free',
  '<name=value>': 'free',
  '<source>': 'free',
};

/** The kind of an option's value, or of an argument; undefined where no row says. */
export function kindOf(
  command: string,
  { long, spelled }: { long?: string | undefined; spelled: string },
): Kind | undefined {
  const keys = [`${command} ${long}`, `${command} ${spelled}`, long ?? '', spelled];
  return keys.map((key) => kinds[key]).find((kind) => kind !== undefined);
}
