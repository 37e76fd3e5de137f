import { BrambleError } from '../../errors.ts';
import { operator, type Source } from '../../plan/relay-node.ts';
import { isWhole, removeStaged, uploadArtifact, wrongHash } from '../send-artifact.ts';
import type { Member } from './member.ts';
import type { Relay } from './relay.ts';
import { fetchCopy } from './relay-program.ts';

interface Receiving {
  readonly source: Source;
  readonly stop: AbortController;
}

/** Receives from one source until all is there and checked, that source fails, or another one is given. Never rejects. */
export async function receive(relay: Relay, member: Member, { source, stop }: Receiving): Promise<void> {
  try {
    stop.signal.throwIfAborted();
    const why = await bring(relay, member, { source, stop });
    stop.signal.throwIfAborted();
    if (why === undefined) return await check(relay, member);
    member.refused.push({ source, why });
    member.state = 'waiting';
  } catch (error) {
    if (member.stop === stop) member.fail(error); // else it was given another source meanwhile
  }
}

/** A text is why this source is of no use. */
async function bring(relay: Relay, member: Member, { source, stop }: Receiving): Promise<string | undefined> {
  const { artifact, members } = relay;
  const { host, address = '', onProgress, onNote } = member.party;
  const onBytes = (bytes: number) => {
    member.arrived(bytes, performance.now());
    onProgress(bytes / artifact.sizeBytes);
  };
  if (source === operator) {
    const onFraction = (fraction: number) => onBytes(Math.round(fraction * artifact.sizeBytes));
    await uploadArtifact(host, artifact, { signal: stop.signal, onProgress: onFraction, onNote });
    return undefined;
  }
  const other = members.find(({ name }) => name === source);
  if (other?.port === undefined || other.party.address === undefined) return 'it no longer passes anything on';
  const from = { address, source: other.party.address, port: other.port };
  return await fetchCopy(host, artifact, { from, signal: stop.signal, onBytes });
}

async function check(relay: Relay, member: Member): Promise<void> {
  const { artifact, signal } = relay;
  member.state = 'checking';
  member.bytes = artifact.sizeBytes;
  if (await isWhole(member.party.host, artifact, signal)) return member.succeed();
  if (!(await relay.isSound())) return giveUp(relay);
  if (member.distrusts) throw wrongHash(member.name, artifact);
  member.party.onNote('what came has another hash; once more, from a copy that was checked');
  member.distrusts = true;
  member.bytes = 0;
  member.state = 'waiting';
}

/** What is damaged here is of no use to anybody, nor is what has come of it. */
function giveUp({ members, artifact, signal }: Relay): void {
  const { path, sha256 } = artifact;
  for (const member of members.filter(({ state }) => state !== 'whole' && state !== 'failed')) {
    const hint = 'delete that file and run the command again: it is built or downloaded again';
    member.fail(new BrambleError('ACTION_FAILED', `${path} here does not have the hash ${sha256}`, { hint }));
    member.stop.abort();
    const clear = () => removeStaged(member.party.host, artifact, signal).catch(() => {}); // the damage is what counts
    member.task = member.task.then(clear);
  }
}
