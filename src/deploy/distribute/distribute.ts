import type { Action } from '../../domain/actions.ts';
import type { Artifact } from '../../domain/artifact.ts';
import type { Report } from '../../domain/events.ts';
import { forEachHost } from '../../host/for-each-host.ts';
import type { Host } from '../../host/host.ts';
import type { HostEntry } from '../../plan/hosts-block.ts';
import { describeAction } from '../describe-action.ts';
import { sendArtifact } from '../send-artifact.ts';
import type { Party } from './member.ts';
import { relayArtifact } from './relay-artifact.ts';

/** A node and what it is to be sent. */
export interface Recipient {
  readonly host: Host;
  readonly actions: readonly Action[];
  readonly desired: { readonly hosts: readonly HostEntry[] };
}

interface Distribution {
  readonly stage: string;
  readonly report: Report;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends artifacts: what several nodes lack leaves this machine about once, and they pass it on among themselves. A
 * node's artifacts come one after the other. Waits for every node, then reports all failures together.
 */
export async function distribute(recipients: readonly Recipient[], distribution: Distribution): Promise<void> {
  const failures = new Map<string, unknown>();
  const rounds = Math.max(0, ...recipients.map((recipient) => uploadsOf(recipient).length));
  for (let round = 0; round < rounds && !distribution.signal?.aborted; round++) {
    const able = recipients.filter(({ host }) => !failures.has(host.name));
    for (const [host, failure] of await sendRound(able, round, distribution)) failures.set(host, failure);
  }
  const named = recipients.map(({ host }) => ({ name: host.name }));
  await forEachHost(named, async ({ name }) => failIf(failures.get(name)), { signal: distribution.signal });
}

function failIf(failure: unknown): void {
  if (failure !== undefined) throw failure;
}

type Upload = Extract<Action, { kind: 'upload' }>;

function uploadsOf({ actions }: Recipient): Upload[] {
  return actions.filter((action) => action.kind === 'upload');
}

/** Each recipient's next artifact; different artifacts go side by side. */
async function sendRound(recipients: readonly Recipient[], round: number, distribution: Distribution) {
  const parcels = recipients.flatMap((recipient) => {
    const upload = uploadsOf(recipient)[round];
    return upload === undefined ? [] : [{ ...upload, party: partyOf(recipient, upload, distribution) }];
  });
  const groups = Map.groupBy(parcels, ({ artifact }) => artifact.sha256);
  const outcomes = await Promise.all([...groups.values()].map((group) => send(group, distribution)));
  return outcomes.flatMap((failures) => [...failures]);
}

interface Parcel {
  readonly artifact: Artifact;
  readonly party: ReportingParty;
}

async function send([first, ...others]: readonly Parcel[], { signal }: Distribution) {
  if (first === undefined) return new Map<string, unknown>();
  const parties = [first, ...others].map(({ party }) => party);
  for (const { onStart } of parties) onStart();
  return others.length === 0 ? await sendPlainly(first, signal) : await relayArtifact(first.artifact, parties, signal);
}

async function sendPlainly({ artifact, party }: Parcel, signal: AbortSignal | undefined) {
  const { host, onProgress, onNote, onDone } = party;
  try {
    await sendArtifact(host, artifact, { signal, onProgress, onNote });
    onDone();
    return new Map<string, unknown>();
  } catch (error) {
    return new Map<string, unknown>([[host.name, error]]);
  }
}

interface ReportingParty extends Party {
  readonly onStart: () => void;
}

function partyOf({ host, desired }: Recipient, upload: Upload, { stage, report }: Distribution): ReportingParty {
  const about = { stage, host: host.name, text: describeAction(upload) };
  return {
    host,
    address: desired.hosts.find(({ name }) => name === host.name)?.address,
    onStart: () => report({ ...about, state: 'started' }),
    onProgress: (fraction) => report({ ...about, state: 'progress', fraction }),
    onNote: (text) => report({ ...about, state: 'note', text }),
    onDone: () => report({ ...about, state: 'done' }),
  };
}
