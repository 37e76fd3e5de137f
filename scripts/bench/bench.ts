import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import type { Options } from './options.ts';

/** What every part is measured with. */
export interface Bench extends Options {
  readonly signal: AbortSignal;
  /** Tells a person what is being done, apart from the figures. */
  readonly say: (text: string) => void;
}

/** Where figures come from: they mean nothing without it. */
export interface MachineNote {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
  /** Load average of the last minute when the measuring began: others at work make every wall time longer. */
  readonly loadBefore: number;
}

/** This machine, now. */
export function readMachine(): MachineNote {
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processor?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    kernel: release(),
    node: process.version,
    loadBefore: Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]),
  };
}
