import { askDaemon, placeOf, runBeside } from '../deploy/members/members.ts';
import { BrambleError } from '../errors.ts';
import { applicationsPath } from '../facts/work-state.ts';
import { type Bench, hdfsFolder, isTagOfAny, jobTag } from './bench.ts';

/**
 * Ends what of a measurement still runs on YARN, and takes its files out of HDFS; also after an interruption, so it heeds
 * no signal. What it could not do it says, with the command that does it.
 */
export async function removeTraces(bench: Bench): Promise<void> {
  const jobs = await findJobs(bench, (tag) => tag === jobTag(bench)).catch(toNothing);
  await remove(bench, jobs, [hdfsFolder(bench)]);
}

/**
 * The same for measurements that could not do it themselves, because they were killed or lost the cluster. Only for who
 * holds the lock: nobody else measures then.
 */
export async function removeOldTraces(bench: Bench): Promise<void> {
  const [jobs, folders] = [
    await findJobs(bench, isTagOfAny).catch(toNothing),
    await findFolders(bench).catch(toNothing),
  ];
  if (jobs.length + folders.length === 0) return;
  const text = `removing what an earlier measurement has left: ${[...jobs, ...folders].join(', ')}`;
  bench.report({ stage: 'bench', state: 'note', text });
  await remove(bench, jobs, folders);
}

/** A job outlives the command that started it. */
async function findJobs({ members }: Bench, isOurs: (tag: string) => boolean): Promise<string[]> {
  const place = placeOf('resourcemanager', members);
  return place === undefined ? [] : idsIn(await askDaemon(place, applicationsPath), isOurs);
}

/** `{"apps":{"app":[{"id":"application_1795391413741_0005","applicationTags":"a,b",…}]}}`, where `apps` is null without any. */
export function idsIn(json: unknown, isOurs: (tag: string) => boolean): string[] {
  const { apps } = json as { apps?: { app?: readonly Application[] } | null }; // Hadoop's REST
  const ours = (apps?.app ?? []).filter(({ applicationTags = '' }) => applicationTags.split(',').some(isOurs));
  return ours.map(({ id }) => id);
}

interface Application {
  readonly id: string;
  readonly applicationTags?: string;
}

const listing = '/webhdfs/v1/?op=LISTSTATUS';

/** By the NameNode's REST, which costs no start of a command. */
async function findFolders({ members }: Bench): Promise<string[]> {
  const place = placeOf('namenode', members);
  if (place === undefined) return [];
  const { FileStatuses } = (await askDaemon(place, listing)) as Listing;
  return FileStatuses.FileStatus.filter(({ pathSuffix }) => isTagOfAny(pathSuffix)).map(
    ({ pathSuffix }) => `/${pathSuffix}`,
  );
}

/** As WebHDFS writes it. */
interface Listing {
  readonly FileStatuses: { readonly FileStatus: readonly { readonly pathSuffix: string }[] };
}

async function remove(bench: Bench, jobs: readonly string[], folders: readonly string[]): Promise<void> {
  const left = [...jobs.flatMap(foldersOf), ...folders];
  await endJobs(bench, jobs).catch(toNothing); // else their files go all the same
  try {
    await removeFiles(bench, left);
  } catch (error) {
    if (!(error instanceof BrambleError)) throw error;
    const text = `${error.message}: what is left is removed by \`bramble run hdfs dfs -rm -r -skipTrash ${left.join(' ')}\``;
    bench.report({ stage: 'bench', state: 'note', text });
  }
}

/** Where in HDFS a job may leave its own files. */
function foldersOf(id: string): string[] {
  return [`/user/*/.staging/${id.replace('application', 'job')}`, `/user/*/.sparkStaging/${id}`];
}

async function endJobs({ members }: Bench, ids: readonly string[]): Promise<void> {
  const place = placeOf('resourcemanager', members);
  if (place !== undefined && ids.length > 0) await runBeside(place, ['yarn', 'application', '-kill', ...ids]);
}

async function removeFiles({ members }: Bench, paths: readonly string[]): Promise<void> {
  const place = placeOf('namenode', members);
  if (place !== undefined) await runBeside(place, ['hdfs', 'dfs', '-rm', '-r', '-f', '-skipTrash', ...paths]);
}

function toNothing(error: unknown): never[] {
  if (error instanceof BrambleError) return []; // a daemon that is away runs nothing, and is found by who asks about health
  throw error;
}
