import type { MemoryFacts } from '../domain/facts.ts';
import { type Fact, numberOf } from './fact.ts';

const kbPerMb = 1024;

/**
 * Memory as the kernel counts it (`MemTotal:  3884360 kB`). /proc in the lab shows the machine's: there the limit is the
 * one that the lab set, and what is taken is what the host's own processes hold (statm(5): pages resident and shared).
 */
export const memoryFact: Fact<MemoryFacts> = {
  script: `grep -E '^Mem(Total|Available):' /proc/meminfo
[ -r /run/bramble-lab.json ] && cat /run/bramble-lab.json && cat /proc/[0-9]*/statm |
  awk -v page="$(getconf PAGE_SIZE)" '{ pages += $2 - $3 } END { printf "held %d kB\\n", pages * page / 1024 }'`,
  parse: (text) => {
    const kb = (name: string) => numberOf(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
    const totalMb = Math.floor(kb('MemTotal') / kbPerMb);
    const availableMb = Math.floor(kb('MemAvailable') / kbPerMb);
    const limitMb = numberOf(/"memoryMb":\s*(\d+)/.exec(text)?.[1]);
    if (limitMb === 0 || limitMb > totalMb) return { totalMb, availableMb };
    const heldMb = Math.ceil(numberOf(/^held (\d+) kB/m.exec(text)?.[1]) / kbPerMb);
    return { totalMb: limitMb, availableMb: Math.max(0, Math.min(availableMb, limitMb - heldMb)) };
  },
};
