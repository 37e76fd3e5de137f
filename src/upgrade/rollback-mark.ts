import { type Place, runOn as runOnNode } from '../deploy/members/members.ts';
import { forEachHost } from '../host/for-each-host.ts';
import { hdfsFolder, markIn, type NameNodePlace, runOn } from './hdfs-upgrade.ts';

/** What HDFS keeps of the time before its upgrade began. */
export interface RollbackState {
  /** The version that the upgrade led to. */
  readonly version: string;
  /** When it began; undefined where HDFS is rolled back already, and only the rest of the way is left. */
  readonly since: Date | undefined;
}

const word = 'rollback';

/** Reads from the disk of the NameNode, which may be unable to start, what it could go back to. */
export async function readRollback(place: NameNodePlace): Promise<RollbackState | undefined> {
  const { stdout } = await runOn(place, readScript, [markIn(place.folder), ...place.nameFolders]);
  return parseRollback(stdout);
}

/** From the mark of an upgrade, and the seconds since 1970 at which each image of before it was written. */
export function parseRollback(text: string): RollbackState | undefined {
  const [mark = '', ...images] = text.split('\n').filter((line) => line !== '');
  const [first] = images.map(Number).toSorted((a, b) => a - b);
  const isBegun = mark.startsWith(`${word} `);
  if (first === undefined && !isBegun) return undefined;
  const version = isBegun ? mark.slice(word.length + 1) : mark;
  return { version, since: first === undefined ? undefined : new Date(first * 1000) };
}

/**
 * Has the daemons of HDFS on these nodes start by rolling back. The NameNode's node knows it first: its mark tells a
 * command that is repeated that there is a way to be continued.
 */
export async function markRollback(places: readonly Place[], version: string, signal?: AbortSignal): Promise<void> {
  for (const those of leadersFirst(places))
    await onEach(those, 'echo "$2" > "$1"', { args: [`${word} ${version}`], signal });
}

/** Has them start as usual from now on; the NameNode's node last. */
export async function unmark(places: readonly Place[], signal?: AbortSignal): Promise<void> {
  for (const those of leadersFirst(places).toReversed()) await onEach(those, 'rm -f "$1"', { args: [], signal });
}

function leadersFirst(places: readonly Place[]): Place[][] {
  const isLeader = ({ role }: Place) => role === 'namenode';
  return [places.filter(isLeader), places.filter((place) => !isLeader(place))];
}

async function onEach(
  places: readonly Place[],
  script: string,
  { args, signal }: { readonly args: readonly string[]; readonly signal: AbortSignal | undefined },
): Promise<void> {
  await forEachHost(
    places.map((place) => ({ name: place.host.name, place })),
    async ({ place }) => {
      const mark = markIn(hdfsFolder(place.packaging));
      await runOnNode(place, ['sh', '-c', script, 'sh', mark, ...args], { label: 'note how HDFS starts', signal });
    },
    { signal },
  );
}

/** The NameNode's images from before an upgrade, which end in 19 digits, without their checksums; snaps/node/hadoop/daemons.sh looks for the same. */
export const rollbackImages: string = `fsimage_rollback_${'?'.repeat(19)}`;

const readScript = `cat "$1" 2>/dev/null || exit 0
shift
for name; do stat -c %Y "$name"/current/${rollbackImages} 2>/dev/null || :; done`;
