import type { DiskSpeed } from '../domain/exam.ts';
import { type Fact, linesOf } from './fact.ts';

/** How much is written and read, in MiB: enough to get past the buffers of a card. */
const testMb = 64;

/** What must be free besides, so that the test never fills a disk. */
const spareMb = 256;
const limitSeconds = 45;
const bytesPerMb = 1_000_000;

/**
 * Writes a file until it is on the disk and reads it back, past the memory where the file system allows that. The file has
 * lost its name before the first byte, so nothing is left of it whatever happens. Interrupted when its time is over, dd(1)
 * still tells how far it came. It says
 * `67108864 bytes (67 MB, 64 MiB) copied, 3.2 s, 20.9 MB/s`.
 */
export const diskSpeedFact: Fact<DiskSpeed | undefined> = {
  script: measureIn('/var/tmp'),
  parse: (text) => {
    const [write, read] = linesOf(text).flatMap(parseSpeed);
    return write === undefined || read === undefined ? undefined : { writeMbps: write, readMbps: read };
  },
};

/** The measurement in a directory of one's choice. */
export function measureIn(directory: string): string {
  return `free=$(df -Pk '${directory}' | awk 'NR == 2 { print int($4 / 1024) }')
[ "\${free:-0}" -ge ${testMb + spareMb} ] || exit 0
name=$(mktemp '${directory}/.bramble-speed.XXXXXX') || exit 0
exec 3<>"$name" 2>&1
rm -f "$name"
file=/proc/self/fd/3
limited="timeout --foreground --signal INT ${limitSeconds}"
$limited dd if=/dev/zero of=$file bs=1048576 count=${testMb} conv=fsync
dd if=$file of=/dev/null bs=1048576 count=1 iflag=direct > /dev/null 2>&1 && past=iflag=direct || past=
[ -n "$past" ] || dd if=$file iflag=nocache count=0 > /dev/null 2>&1
$limited dd if=$file of=/dev/null bs=1048576 \${past:+"$past"}`;
}

function parseSpeed(line: string): number[] {
  const [, bytes, seconds] = /^(\d+) bytes .*copied, ([\d.e+-]+) s/.exec(line) ?? [];
  if (bytes === undefined || Number(seconds) === 0) return [];
  return [Number((Number(bytes) / Number(seconds) / bytesPerMb).toFixed(1))];
}
