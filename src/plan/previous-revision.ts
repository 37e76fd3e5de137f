/** A revision of a component on a node. */
export interface KeptRevision {
  readonly revision: string;
  readonly version: string;
  readonly payloadId: string;
}

/** The revision that going back leads to: the last one that came before the running one. */
export function findPrevious(listed: string, current: string): KeptRevision | undefined {
  const earlier = parseRevisions(listed).filter(({ revision }) => revisionNumber(revision) < revisionNumber(current));
  return earlier.toSorted((a, b) => revisionNumber(b.revision) - revisionNumber(a.revision))[0];
}

/** Whether a revision came after the running one: then the running one was gone back to. */
export function hasNewer(listed: string, current: string): boolean {
  return parseRevisions(listed).some(({ revision }) => revisionNumber(revision) > revisionNumber(current));
}

/** From manifests, each below a line `--- REVISION`. One that is none of ours is no way back. */
function parseRevisions(listed: string): KeptRevision[] {
  const pieces = listed.split(/^--- (x\d+)$/m).slice(1);
  return pieces.flatMap((piece, at) => (at % 2 === 0 ? readManifest(piece, pieces[at + 1] ?? '') : []));
}

function readManifest(revision: string, text: string): KeptRevision[] {
  try {
    const { version, payloadId } = JSON.parse(text) as Partial<KeptRevision>; // written by our builder
    return version === undefined || payloadId === undefined ? [] : [{ revision, version, payloadId }];
  } catch {
    return [];
  }
}

/** `x12` → 12: a node counts its own. */
export function revisionNumber(revision: string): number {
  return Number(revision.slice(1));
}
