import { packagings } from '../../src/packaging/packagings.ts';
import type { BenchLab } from './bench-lab.ts';
import { sshWords } from './open-ssh.ts';
import { runTimed } from './run-timed.ts';

const sizeMb = 256;
const bytes = sizeMb * 1024 * 1024;
const { command, common } = packagings.tarball;
const [hdfs, blocks] = [command('hadoop', 'hdfs'), `${common('hadoop')}/hdfs`];
const [source, onDisk, inHdfs] = ['/var/tmp/bench-source', '/var/tmp/bench-disk', '/bench'];

const evict = (file: string) => `dd if=${file} iflag=nocache count=0 status=none`;

/** What is timed, and, before it, what is not: a file to write lies in memory, a file to read does not. */
interface Work {
  readonly before: string;
  readonly timed: string;
  /** How many bytes must have come or be there afterwards. */
  readonly count: string;
}

const works = {
  command: { before: ':', timed: `${hdfs} dfs -ls / >/dev/null`, count: `echo ${bytes}` },
  diskWrite: {
    before: `rm -f ${onDisk}; cat ${source} >/dev/null`,
    timed: `dd if=${source} of=${onDisk} bs=1M conv=fsync status=none`,
    count: `stat -c %s ${onDisk}`,
  },
  writeOne: write('-D dfs.replication=1'),
  writeAll: write(''),
  diskRead: {
    before: evict(onDisk),
    timed: `dd if=${onDisk} bs=1M status=none | wc -c >/run/bench-count`,
    count: 'cat /run/bench-count',
  },
  read: {
    before: `find ${blocks} -ignore_readdir_race -name 'blk_*' -exec ${evict('{}')} ';'`,
    timed: `${hdfs} dfs -cat ${inHdfs} | wc -c >/run/bench-count`,
    count: 'cat /run/bench-count',
  },
} satisfies Record<string, Work>;

/** Makes the file on the first node; each work does its own there and returns the seconds it took. */
export async function hdfsWorks(
  lab: BenchLab,
  signal: AbortSignal,
): Promise<Record<keyof typeof works, () => Promise<number>>> {
  const run = (script: string) => runAsRoot(lab, script, signal);
  await run(`dd if=/dev/urandom of=${source} bs=1M count=${sizeMb} conv=fsync status=none`);
  const entries = Object.entries<Work>(works).map(([name, work]) => [name, () => time(name, work, run)] as const);
  return Object.fromEntries(entries) as Record<keyof typeof works, () => Promise<number>>; // the same keys
}

// A write before it must not still be on its way to the disks.
async function time(name: string, { before, timed, count }: Work, run: (script: string) => Promise<string[]>) {
  const clock = 'date +%s.%N';
  const lines = await run(`${before}; sync; ${clock}; ${timed}; ${clock}; ${count}`);
  const [startS = Number.NaN, endS = Number.NaN, counted] = lines.map(Number);
  if (counted === bytes) return endS - startS;
  throw new Error(`${name}: ${counted} of ${bytes} bytes`);
}

async function runAsRoot({ lab }: BenchLab, script: string, signal: AbortSignal): Promise<string[]> {
  const login = `${lab.user}@${lab.hosts[0]?.address}`;
  const remote = `sudo sh -euc '${script.replaceAll("'", `'\\''`)}'`;
  const { lines } = await runTimed(['ssh', ...sshWords(lab), login, remote], { signal });
  return lines.map(({ text }) => text);
}

function write(options: string): Work {
  return {
    before: `${hdfs} dfs -rm -f -skipTrash ${inHdfs} >/dev/null; cat ${source} >/dev/null`,
    timed: `${hdfs} dfs ${options} -put ${source} ${inHdfs}`,
    count: `${hdfs} dfs -stat %b ${inHdfs}`,
  };
}
