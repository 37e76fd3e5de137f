import type { BoardHealth } from '../domain/facts.ts';
import { type Fact, linesOf, numberOf } from '../facts/fact.ts';
import { healthFact } from '../facts/health.ts';
import { readAnswers, renderQuestions } from '../facts/questions.ts';

/** A node at one moment. */
export interface Sample {
  readonly health: BoardHealth;
  /** Of each core, in MHz; empty where the kernel does not tell. */
  readonly clocksMhz: readonly number[];
  /** Share of processor time taken in the second before; 0 where it was not asked. */
  readonly busy: number;
}

/** `1800000`, in kHz, for each core. */
const clocksFact: Fact<readonly number[]> = {
  script: 'cat /sys/devices/system/cpu/cpu*/cpufreq/scaling_cur_freq',
  parse: (text) => linesOf(text).map((line) => Math.round(numberOf(line) / 1000)),
};

/** Jiffies of all cores twice, a second apart: `cpu  1129 0 920 84210 31 …`, where the fourth figure is idle. */
const busyFact: Fact<number> = {
  script: 'head -n 1 /proc/stat; sleep 1; head -n 1 /proc/stat',
  parse: (text) => {
    const [before, after] = linesOf(text).map((line) => line.trim().split(/\s+/).slice(1, 9).map(Number));
    if (before === undefined || after === undefined) return 0;
    const passed = after.map((value, at) => value - (before[at] ?? 0));
    const total = passed.reduce((sum, value) => sum + value, 0);
    return total === 0 ? 0 : 1 - (passed[3] ?? 0) / total;
  },
};

const noBusy: Fact<number> = { script: ':', parse: () => 0 };

const brief = { health: healthFact, clocksMhz: clocksFact, busy: noBusy } satisfies Record<string, Fact<unknown>>;
const thorough = { ...brief, busy: busyFact };

/** POSIX sh that asks a node how it is; thoroughly takes a second more, and tells how busy it was in that second. */
export function sampleScript({ thoroughly }: { readonly thoroughly: boolean }): string {
  return renderQuestions(thoroughly ? thorough : brief);
}

/** Reads what it printed. */
export function parseSample(host: string, output: string, { thoroughly }: { readonly thoroughly: boolean }): Sample {
  return readAnswers(thoroughly ? thorough : brief, host, output);
}
