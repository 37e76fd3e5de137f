/** A revision of a component on a node. */
export interface KeptRevision {
  readonly revision: string;
  readonly version: string;
}

/** The revision that going back leads to, from lines REVISION VERSION: the last one that came before the running one. */
export function findPrevious(listed: string, current: string): KeptRevision | undefined {
  const all = listed.split('\n').flatMap((line) => {
    const [, revision, version] = /^(x\d+)\s+(\S+)/.exec(line) ?? [];
    return revision === undefined || version === undefined ? [] : [{ revision, version }];
  });
  const earlier = all.filter(({ revision }) => numberOf(revision) < numberOf(current));
  return earlier.toSorted((a, b) => numberOf(b.revision) - numberOf(a.revision))[0];
}

function numberOf(revision: string): number {
  return Number(revision.slice(1));
}
