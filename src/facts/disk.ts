import { type Fact, linesOf, numberOf } from './fact.ts';

const kbPerMb = 1024;

/** Size of the disk that holds /var, in MB. */
export const diskSizeFact: Fact<number> = {
  script: 'df -Pk /var | tail -n 1',
  parse: (text) => Math.floor(numberOf(text.trim().split(/\s+/)[1]) / kbPerMb),
};

/** Free space by directory, from df(1): `/dev/mmcblk0p2  30358124 4410524 24662980 16% /` after the directory's name. */
export const diskFact: Fact<Readonly<Record<string, number>>> = {
  script: `for d in /var /opt; do echo "$d $(df -Pk "$d" | tail -n 1)"; done`,
  parse: (text) =>
    Object.fromEntries(
      linesOf(text)
        .map((line) => line.split(/\s+/))
        .map(([directory = '', , , , freeKb]) => [directory, Math.floor(numberOf(freeKb) / kbPerMb)]),
    ),
};
