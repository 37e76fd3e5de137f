import type { Arch } from '../domain/artifact.ts';
import type { HostFacts, NotedComponent } from '../domain/facts.ts';
import type { Release, Revision, StoreIndex } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';

interface Need {
  readonly component: ComponentName;
  readonly arch: Arch;
}

/** What a node that lacks a component is to get so that it has the same as the others, or undefined where none notes anything. */
export function findNotedRelease(
  { revisions }: StoreIndex,
  facts: ReadonlyMap<string, HostFacts>,
  { component, arch }: Need,
): Release | undefined {
  const own = revisions.filter((one) => one.component === component);
  const noted = [...facts.values()].flatMap(({ record, installed }) => {
    const note = record?.components[component];
    return note !== undefined && note.payloadId === installed[component]?.payloadId ? [note] : [];
  });
  const found = noted.flatMap((note) =>
    own.filter((one) => one.arch === arch && isSame(one, note, own)).map((one) => asRelease(one, note)),
  );
  return found.toSorted((a, b) => b.revision - a.revision)[0];
}

/** The revision itself, or the one of another architecture that was made by the same recipe. */
function isSame(one: Revision, { payloadId }: NotedComponent, own: readonly Revision[]): boolean {
  const running = own.find((other) => other.payloadId === payloadId);
  if (running === undefined || running.arch === one.arch) return running === one;
  return running.version === one.version && running.recipe === one.recipe;
}

function asRelease(revision: Revision, { channel = '' }: NotedComponent): Release {
  return { ...revision, channel, effective: channel };
}
