import type { Target } from '../domain/target.ts';
import { BrambleError } from '../errors.ts';
import { expandHostlistFully } from './hostlist.ts';
import { parseTarget } from './target.ts';

/** The hosts of a list such as `red,pi@red[01-02]:22`, for a deployment: none may be named twice. */
export function parseTargets(list: string): Target[] {
  const texts = expandHostlistFully(list);
  const targets = texts.map(parseTarget);
  const [clash] = findClashes(targets);
  if (clash === undefined) return targets;
  const [one, other] = [texts[clash.first], texts[clash.second]];
  const what = one === other ? `${one} is there twice` : `${one} and ${other} ${clashWords[clash.why].what}`;
  throw new BrambleError('HOSTLIST_INVALID', `host list "${list}": ${what}`, { hint: clashWords[clash.why].hint });
}

const clashWords = {
  'same-host': { what: 'are the same machine', hint: 'name each host once' },
  'same-name': {
    what: 'would go by the same name',
    hint: 'list them in a cluster file with a name for each (bramble init)',
  },
};

/** Two positions, the earlier one first, that would be the same machine or go by the same name. */
export interface Clash {
  readonly first: number;
  readonly second: number;
  readonly why: 'same-host' | 'same-name';
}

/** Every host that clashes with an earlier one. Compares what was written and resolves nothing. */
export function findClashes(targets: readonly Target[]): Clash[] {
  const byPlace = new Map<string, number>();
  const byName = new Map<string, number>();
  return targets.flatMap((target, second): Clash[] => {
    const twin = claim(byPlace, placeOf(target), second);
    const namesake = claim(byName, target.name, second);
    if (twin !== second) return [{ first: twin, second, why: 'same-host' }];
    return namesake === second ? [] : [{ first: namesake, second, why: 'same-name' }];
  });
}

/** Who holds the word: the one that asked first. */
function claim(holders: Map<string, number>, word: string, asking: number): number {
  const holder = holders.get(word) ?? asking;
  holders.set(word, holder);
  return holder;
}

/** `red` and `red.local` are one machine: the second is what multicast DNS calls the first. */
function placeOf({ address, port = 22 }: Target): string {
  return `${address.replace(/\.local$/, '')} ${port}`;
}
