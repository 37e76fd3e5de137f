import { fullMb } from '../plan/host-checks.ts';
import type { Check, Checkup } from './check.ts';

const roomMb = 4096;
const worthCleaningMb = 50;
/** What a card of speed class 10 promises, in MB per second. */
const slowMbps = 10;

/** Room on the disk, and its speed. */
export const diskChecks: readonly Check[] = [
  {
    id: 'disk-space',
    severity: 'warning',
    finds: `less than ${roomMb} MB free`,
    breaks: 'Spark and Hadoop may not fit next to what jobs and HDFS write; deploy says exactly what it needs',
    hint: 'sudo apt clean; sudo journalctl --vacuum-size=50M; du -xh / | sort -h | tail; or a larger card',
    judge: (checkup) => {
      const freeMb = smallestFreeMb(checkup);
      return freeMb >= fullMb && freeMb < roomMb ? { what: `only ${freeMb} MB are free on its disk` } : undefined;
    },
  },
  {
    id: 'package-cache',
    severity: 'warning',
    finds: `${worthCleaningMb} MB or more of downloaded packages, on a disk that is short of room`,
    breaks: 'nothing; they only take up space',
    hint: 'sudo apt-get clean',
    safeFix: 'package-cache',
    judge: (checkup) => {
      const { packageCacheMb } = checkup.exam;
      return smallestFreeMb(checkup) < roomMb && packageCacheMb >= worthCleaningMb
        ? { what: `${packageCacheMb} MB of its disk are downloaded packages that have been installed since` }
        : undefined;
    },
  },
  {
    id: 'disk-speed',
    severity: 'warning',
    finds: `a disk that writes or reads less than ${slowMbps} MB per second, which a card of class 10 promises`,
    breaks: 'HDFS and shuffles wait for this disk, and so do the other machines',
    hint: 'a card marked A1 or better from a well-known maker, or a USB SSD',
    judge: ({ exam: { diskSpeed } }) =>
      diskSpeed === undefined || Math.min(diskSpeed.writeMbps, diskSpeed.readMbps) >= slowMbps
        ? undefined
        : { what: `its disk writes ${diskSpeed.writeMbps} and reads ${diskSpeed.readMbps} MB per second` },
  },
];

function smallestFreeMb({ facts: { freeMb } }: Checkup): number {
  return Math.min(...Object.values(freeMb));
}
