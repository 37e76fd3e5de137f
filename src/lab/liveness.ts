import { readFileSync } from 'node:fs';

/** The first process of a virtual Pi. A pid alone may belong to another program by now; with its start and the boot it cannot. */
export interface InitRecord {
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
}

/** Reads `4711 174655 0d5a4c1e-6b1f-4e0a-9c57-2f3b8a7d1e60`; anything else is no record. */
export function parseInitRecord(text: string): InitRecord | undefined {
  const [, pid, startTime, bootId] = /^(\d+) (\d+) ([0-9a-f-]{36})\s*$/.exec(text) ?? [];
  if (pid === undefined || startTime === undefined || bootId === undefined) return undefined;
  return { pid: Number(pid), startTime, bootId };
}

/** The record of a process that runs now. */
export function renderRecord(pid: number): string {
  const bootId = readIfThere('/proc/sys/kernel/random/boot_id').trim();
  return `${pid} ${parseStartTime(readIfThere(`/proc/${pid}/stat`))} ${bootId}\n`;
}

/** The start time in `/proc/PID/stat`: field 22, counted after the name, which may hold blanks and brackets itself. */
export function parseStartTime(stat: string): string | undefined {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** The record in a host's `init` file, where its process still lives. Needs no root. */
export function readLiveInit(file: string): InitRecord | undefined {
  const record = parseInitRecord(readIfThere(file));
  return record !== undefined && isAlive(record) ? record : undefined;
}

/** Whether that very process still lives. */
export function isAlive({ pid, startTime, bootId }: InitRecord): boolean {
  if (readIfThere('/proc/sys/kernel/random/boot_id').trim() !== bootId) return false;
  const stat = readIfThere(`/proc/${pid}/stat`);
  return parseStartTime(stat) === startTime && !/\) [ZX] /.test(stat);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
