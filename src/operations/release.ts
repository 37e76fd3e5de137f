import { readArtifact } from '../build/read-artifact.ts';
import { fullChannel, parseChannel } from '../domain/channel.ts';
import type { Revision, StoreIndex } from '../domain/release.ts';
import { addFile, type Candidate, releaseTo } from '../store/change-index.ts';
import { changeStore } from '../store/change-store.ts';
import { chooseStore, findKnownStore } from '../store/known-stores.ts';
import { putArtifact } from '../store/put-artifact.ts';
import { fingerprintOf } from '../store/signed-index.ts';
import { keyPath } from '../store/store-keys.ts';
import type { StoreOperation } from './operation.ts';
import { describeRevision } from './render/channels.ts';
import { type StoreChoice, tellDoubt, waiting } from './store-choice.ts';

export type ReleaseOptions = StoreChoice & { readonly files: readonly string[]; readonly channel: string };

/** Checks the files, lays them into the store, and lets the channel hold them. */
export async function release(options: ReleaseOptions, operation: StoreOperation): Promise<void> {
  const channel = parseChannel(options.channel);
  tellDoubt(options.channel, operation);
  const location = await chooseStore(options.store);
  const isNew = (await findKnownStore(location)) === undefined;
  const candidates = await takeIn(options.files, location, operation);
  let revisions: readonly Revision[] = [];
  const { key } = await changeStore(location, waiting(operation), async (index) => {
    const added = addAll(index, candidates);
    ({ revisions } = added);
    const at = new Date().toISOString();
    return revisions.reduce((now, revision) => releaseTo(now, revision, { channel, at }), added.index);
  });
  const name = fullChannel(channel);
  for (const revision of revisions) operation.reporter.line(`${name} now holds ${describeRevision(revision)}`);
  if (isNew) operation.reporter.line(introduce(location, key));
  operation.reporter.result({ store: location, channel: name, key: fingerprintOf(key), revisions });
}

async function takeIn(files: readonly string[], location: string, operation: StoreOperation): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const file of files) {
    const about = { stage: 'release', text: `check and copy ${file}` };
    operation.reporter.report({ ...about, state: 'started' });
    const candidate = await readArtifact(file, { report: operation.reporter.report, signal: operation.signal });
    await putArtifact(location, file, candidate);
    operation.reporter.report({ ...about, state: 'done' });
    candidates.push(candidate);
  }
  return candidates;
}

/** The revisions as they are when all files are in, each once. */
function addAll(before: StoreIndex, candidates: readonly Candidate[]): { index: StoreIndex; revisions: Revision[] } {
  const revisions = new Map<string, Revision>();
  let index = before;
  for (const candidate of candidates) {
    const added = addFile(index, candidate);
    index = added.index;
    revisions.set(`${added.revision.component} ${added.revision.revision}`, added.revision);
  }
  return { index, revisions: [...revisions.values()] };
}

function introduce(location: string, key: string): string {
  return [
    `${location} is signed with its own key: ${fingerprintOf(key)}`,
    `anyone who has ${keyPath(key)} can release there: keep a copy in a safe place`,
  ].join('\n');
}
