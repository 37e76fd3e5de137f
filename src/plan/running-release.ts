import type { Arch } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Release, Revision, StoreIndex } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';

interface Need {
  readonly component: ComponentName;
  readonly arch: Arch;
  /** Full name of the one that is followed, where a node notes none. */
  readonly channel: string;
}

/** What a node runs, and the channel that it came from. */
interface Running {
  readonly payloadId: string;
  readonly channel: string;
}

/** What a node that lacks a component is to get so that it has the same as the others, or undefined where the store has none of that. */
export function findRunningRelease(
  { revisions }: StoreIndex,
  facts: ReadonlyMap<string, HostFacts>,
  { component, arch, channel }: Need,
): Release | undefined {
  const own = revisions.filter((one) => one.component === component);
  const running = [...facts.values()].flatMap(({ record, installed }): Running[] => {
    const payloadId = installed[component]?.payloadId;
    const note = record?.components[component];
    if (payloadId === undefined) return [];
    return [{ payloadId, channel: (note?.payloadId === payloadId ? note.channel : undefined) ?? channel }];
  });
  const found = running.flatMap((one) =>
    own.filter((other) => other.arch === arch && isSame(other, one, own)).map((other) => asRelease(other, one)),
  );
  return found.toSorted((a, b) => b.revision - a.revision)[0];
}

/** The revision itself, or the one of another architecture that was made by the same recipe. */
function isSame(one: Revision, { payloadId }: Running, own: readonly Revision[]): boolean {
  const running = own.find((other) => other.payloadId === payloadId);
  if (running === undefined || running.arch === one.arch) return running === one;
  return running.version === one.version && running.recipe === one.recipe;
}

function asRelease(revision: Revision, { channel }: Running): Release {
  return { ...revision, channel, effective: channel };
}
