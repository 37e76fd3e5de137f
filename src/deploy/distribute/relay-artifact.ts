import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact } from '../../domain/artifact.ts';
import { decideMoves } from '../../plan/relay-moves.ts';
import { type Move, nameOf, operator, type Source } from '../../plan/relay-node.ts';
import { hashFile } from '../../store/hash-file.ts';
import { Member, type Party } from './member.ts';
import { prepareMember } from './prepare-member.ts';
import { receive } from './receive.ts';
import type { Relay } from './relay.ts';

const lookMs = 250;
/** For those that do not answer the others wait no longer; they join in when they do. */
const surveyMs = 20_000;

/**
 * Brings an artifact to several nodes: this machine sends it to one, which passes it on while it receives it, and so on.
 * Settles when each of them holds a checked copy or has failed; leaves no program running on any. Resolves with the
 * failures, by the name of the host.
 */
export async function relayArtifact(
  artifact: Artifact,
  parties: readonly Party[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, unknown>> {
  const ending = new AbortController();
  const members = parties.map((party) => new Member(party));
  const relay: Relay = { artifact, members, signal, ending: ending.signal, isSound: once(() => isSound(artifact)) };
  const stop = () => {
    for (const member of members) member.stop.abort(signal?.reason);
  };
  signal?.addEventListener('abort', stop);
  const preparing = Promise.all(members.map((member) => prepareMember(relay, member)));
  await Promise.race([preparing, sleep(surveyMs, undefined, { ref: false })]);
  while (members.some(isAtWork) && !signal?.aborted) await step(relay);
  await Promise.all(members.map(({ task }) => task));
  ending.abort();
  for (const offer of await preparing) await offer?.ended;
  signal?.removeEventListener('abort', stop);
  return new Map(members.flatMap(({ name, failure }) => (failure === undefined ? [] : [[name, failure] as const])));
}

const isAtWork = ({ state }: Member) => state !== 'whole' && state !== 'failed';

async function step(relay: Relay): Promise<void> {
  const nowMs = performance.now();
  const views = relay.members.flatMap((member) => member.view(nowMs) ?? []);
  for (const move of decideMoves(views, relay.artifact.sizeBytes)) carryOut(relay, move);
  await sleep(lookMs);
}

function carryOut(relay: Relay, { node, source, because, refuses }: Move): void {
  const member = relay.members.find(({ name }) => name === node);
  if (member === undefined) return;
  if (refuses !== undefined) member.refused.push(refuses);
  if (source !== operator || because !== undefined) member.party.onNote(noteOf(source, because));
  member.stop.abort();
  const stop = new AbortController();
  member.stop = stop;
  member.begin(source, performance.now());
  member.task = member.task.then(() => receive(relay, member, { source, stop }));
}

function noteOf(source: Source, because: string | undefined): string {
  const reason = because === undefined ? '' : `, since ${because}`;
  return source === operator ? `sent from ${nameOf(source)}${reason}` : `passed on by ${nameOf(source)}${reason}`;
}

async function isSound({ path, sha256 }: Artifact): Promise<boolean> {
  return (await hashFile(path).catch(() => '')) === sha256;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
