import { BrambleError } from '../errors.ts';

const mbPer: Readonly<Record<string, number>> = { M: 1, G: 1024 };
const kbitPer: Readonly<Record<string, number>> = { kbit: 1, mbit: 1000, gbit: 1_000_000 };

/** Memory that systemd, sshd and snapd need to come up at all. */
const leastMemoryMb = 256;

/** Reads `--memory`, such as `2G` or `1536M`, as MB. Throws USAGE. */
export function parseMemory(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([MG])i?B?$/i.exec(text) ?? [];
  const memoryMb = Math.round(Number(count) * (mbPer[unit?.toUpperCase() ?? ''] ?? Number.NaN));
  if (memoryMb >= leastMemoryMb) return memoryMb;
  throw new BrambleError('USAGE', `--memory: "${text}" is not a size a virtual Pi can have`, {
    hint: `such as 2G or 1536M, at least ${leastMemoryMb}M`,
  });
}

/** Reads `--link`, such as `1gbit` or `100mbit`, as kbit/s. Throws USAGE. */
export function parseLink(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(kbit|mbit|gbit)$/i.exec(text) ?? [];
  const kbit = Math.round(Number(count) * (kbitPer[unit?.toLowerCase() ?? ''] ?? Number.NaN));
  if (kbit >= 1 && kbit <= 100_000_000) return kbit;
  throw new BrambleError('USAGE', `--link: "${text}" is not a speed`, { hint: 'such as 1gbit, 100mbit or 512kbit' });
}

/** As people write it: `2G`, `1536M`. */
export function showMemory(memoryMb: number): string {
  return memoryMb % 1024 === 0 ? `${memoryMb / 1024}G` : `${memoryMb}M`;
}

/** As people write it: `1gbit`, `100mbit`. */
export function showLink(kbit: number): string {
  const unit = ['gbit', 'mbit'].find((name) => kbit % (kbitPer[name] ?? 1) === 0) ?? 'kbit';
  return `${kbit / (kbitPer[unit] ?? 1)}${unit}`;
}
