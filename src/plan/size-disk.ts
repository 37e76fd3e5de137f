const leastMb = 256;
const mostMb = 4096;

/**
 * Space that HDFS leaves free on each disk: an eighth of what there is for it, in powers of two, so that a disk that
 * fills up does not change the figure at every deployment.
 */
export function reservedDiskMb(freeMb: number): number {
  const eighth = Math.max(leastMb, Math.min(mostMb, freeMb / 8));
  return 2 ** Math.floor(Math.log2(eighth));
}
