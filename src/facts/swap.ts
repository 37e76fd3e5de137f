import type { SwapArea } from '../domain/exam.ts';
import { type Fact, linesOf, numberOf } from './fact.ts';

const kbPerMb = 1024;

/** Swap as the kernel lists it, after a heading: `/dev/zram0  partition  2097148  3072  100`. */
export const swapFact: Fact<readonly SwapArea[]> = {
  script: 'cat /proc/swaps',
  parse: (text) => linesOf(text).slice(1).map(parseArea),
};

function parseArea(line: string): SwapArea {
  const [device = '', , total, used] = line.split(/\s+/);
  return { device, totalMb: Math.floor(numberOf(total) / kbPerMb), usedMb: Math.floor(numberOf(used) / kbPerMb) };
}
