import { setTimeout as sleep } from 'node:timers/promises';
import { type Members, placeOf } from '../deploy/members/members.ts';
import { BrambleError } from '../errors.ts';
import type { Host, Output } from '../host/host.ts';
import type { Packaging } from '../packaging/packaging.ts';

/** The node of the NameNode, as far as an upgrade has to do with it. */
export interface NameNodePlace {
  readonly host: Host;
  readonly signal: AbortSignal | undefined;
  /** The program `hdfs`. */
  readonly hdfs: string;
  /** Folder of what HDFS keeps on the node beside its data. */
  readonly folder: string;
  readonly nameFolders: readonly string[];
}

/** Where the NameNode is; undefined in a cluster without HDFS. */
export function findNameNode(members: Members, signal: AbortSignal | undefined): NameNodePlace | undefined {
  const place = placeOf('namenode', members);
  if (place === undefined) return undefined;
  const { host, facts, packaging } = place;
  const folders = facts.hdfs.folders.filter(({ kind, clusterId }) => kind === 'name' && clusterId !== '');
  return {
    host,
    signal,
    hdfs: packaging.command('hadoop', 'hdfs'),
    folder: hdfsFolder(packaging),
    nameFolders: folders.map(({ path }) => path),
  };
}

/** Where HDFS keeps on a node what it keeps beside its data. */
export function hdfsFolder(packaging: Packaging): string {
  return `${packaging.common('hadoop')}/hdfs`;
}

const stepTimeoutMs = 5 * 60_000;
const prepareTries = 60;
const pauseMs = 2_000;

/**
 * Has the NameNode write all it knows into one file, and puts a copy of it aside on the same node, named after the
 * revision that wrote it. The last two copies are kept.
 */
export async function saveMetadata(place: NameNodePlace, label: string): Promise<void> {
  await must(place, saveScript, [place.hdfs, `${place.folder}/saved`, label, ...place.nameFolders]);
}

/** Tells HDFS that a rolling upgrade to a version begins, and the NameNode to start as part of one until it is finalized. */
export async function prepareRollingUpgrade(place: NameNodePlace, version: string): Promise<void> {
  if (!(await isUpgrading(place)))
    await must(place, `${inSafeMode}"$hdfs" dfsadmin -rollingUpgrade prepare`, [place.hdfs]);
  for (let tries = 0; tries < prepareTries; tries++) {
    const { stdout } = await query(place);
    if (/Proceed with rolling upgrade/.test(stdout))
      return await must(place, 'echo "$2" > "$1"', [markIn(place.folder), version]);
    await sleep(pauseMs, undefined, { signal: place.signal });
  }
  throw new BrambleError('UPGRADE_FAILED', 'HDFS has not become ready for a rolling upgrade', {
    host: place.host.name,
    hint: 'bramble run hdfs dfsadmin -rollingUpgrade query',
  });
}

/** Ends a rolling upgrade for good: from then on there is no way back to what the data was before. */
export async function finalizeRollingUpgrade(place: NameNodePlace): Promise<void> {
  await must(place, '"$1" dfsadmin -rollingUpgrade finalize && rm -f "$2"', [place.hdfs, markIn(place.folder)]);
}

/** Whether a rolling upgrade was begun and not finalized. Rejects where the NameNode does not say. */
export async function isUpgrading(place: NameNodePlace): Promise<boolean> {
  const { exitCode, stdout, stderr } = await query(place);
  if (exitCode === 0) return /Proceed with rolling upgrade|Preparing for upgrade/.test(stdout);
  throw new BrambleError('UPGRADE_FAILED', 'the NameNode does not say whether HDFS is in the middle of an upgrade', {
    host: place.host.name,
    evidence: stderr.trim().split('\n').slice(-8).join('\n'),
    hint: 'bramble logs --role namenode',
  });
}

/** The version that a rolling upgrade leads to, or '' where none is under way that bramble began. */
export async function readTarget(place: NameNodePlace): Promise<string> {
  const { stdout } = await runOn(place, 'cat "$1" 2>/dev/null || :', [markIn(place.folder)]);
  return stdout.trim();
}

/** The file that tells the kit of an upgrade that is open, in the folder of what HDFS keeps beside its data. */
export function markIn(folder: string): string {
  return `${folder}/rolling-upgrade`;
}

function query(place: NameNodePlace): Promise<Output> {
  return runOn(place, '"$1" dfsadmin -rollingUpgrade query', [place.hdfs]);
}

async function must(place: NameNodePlace, script: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr, stdout } = await runOn(place, script, args);
  if (exitCode === 0) return;
  throw new BrambleError('UPGRADE_FAILED', 'the NameNode could not be made ready for the upgrade', {
    host: place.host.name,
    evidence: (stderr.trim() || stdout.trim()).split('\n').slice(-8).join('\n'),
    hint: 'bramble logs --role namenode',
  });
}

/** Runs a script on the node of the NameNode, as root. */
export function runOn({ host, signal }: NameNodePlace, script: string, args: readonly string[]): Promise<Output> {
  return host.run(['sh', '-c', script, 'sh', ...args], {
    sudo: true,
    timeoutMs: stepTimeoutMs,
    ...(signal && { signal }),
  });
}

// The NameNode writes its memory to disk in safe mode only, in which nothing can be changed; so that lasts as short as
// can be.
const inSafeMode = `set -eu
hdfs=$1
"$hdfs" dfsadmin -safemode enter >/dev/null
trap '"$hdfs" dfsadmin -safemode leave >/dev/null' EXIT
`;

// All folders of the NameNode hold the same.
const saveScript = `${inSafeMode}
saved=$2 label=$3 name=$4
"$hdfs" dfsadmin -saveNamespace >/dev/null
umask 077
rm -rf "$saved/.new"; mkdir -p "$saved/.new"
image=$(ls "$name/current" | grep '^fsimage_[0-9]*$' | sort | tail -n 1)
cp -p "$name/current/VERSION" "$name/current/seen_txid" "$name/current/$image" "$name/current/$image.md5" "$saved/.new"
sync
rm -rf "\${saved:?}/$label"; mv -T "$saved/.new" "$saved/$label"; touch "$saved/$label"
ls -t "$saved" | tail -n +3 | while read -r old; do rm -rf "\${saved:?}/$old"; done`;
