/** 2²⁰ bytes, as memory, HDFS and Hadoop’s programs count. */
export const mib = 2 ** 20;

/** 10⁶ bytes, as disks and networks are measured. */
export const megabyte = 1_000_000;
