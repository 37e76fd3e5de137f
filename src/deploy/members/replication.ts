import type { FileCount } from '../../plan/refuse-removal.ts';
import { type Place, runOn } from './members.ts';

const hdfsPath = (place: Place) => place.packaging.command('hadoop', 'hdfs');
const longMs = 60 * 60_000;

/** How many files HDFS has with how many copies; what a running job has put down for itself does not count. */
export async function countFiles(nameNode: Place, signal?: AbortSignal): Promise<FileCount[]> {
  const argv = ['sh', '-c', countScript, 'sh', hdfsPath(nameNode)];
  const output = await runOn(nameNode, argv, { label: 'hdfs dfs -ls -R /', signal, timeoutMs: longMs });
  return output.split('\n').flatMap((line) => {
    const [replication, files, bytes] = line.split(' ').map(Number);
    return bytes === undefined ? [] : [{ replication: replication ?? 0, files: files ?? 0, bytes }];
  });
}

/** Which files get another number of copies: those that have exactly this many, or more than that. */
export interface Recount {
  readonly which: 'exactly' | 'more-than';
  readonly copies: number;
  readonly to: number;
}

/** Gives files another number of copies. HDFS makes or removes them in its own time. */
export async function setReplication(
  nameNode: Place,
  { which, copies, to }: Recount,
  signal?: AbortSignal,
): Promise<void> {
  const argv = ['sh', '-c', recountScript, 'sh', hdfsPath(nameNode), which, String(copies), String(to)];
  await runOn(nameNode, argv, { label: 'hdfs dfs -setrep', signal, timeoutMs: longMs });
}

// A line is `-rw-r--r--   3 hadoop supergroup  1234 2026-01-01 10:00 /a path`.
const countScript = `set -e
list=$("$1" dfs -ls -R /)
printf '%s\\n' "$list" | awk '
/^-/ && !/\\/\\.staging\\// { files[$2]++; bytes[$2] += $5 }
END { for (copies in files) printf "%d %d %.0f\\n", copies, files[copies], bytes[copies] }'`;

// Characters that HDFS would take for a pattern are named as they are.
const recountScript = `set -e
list=$("$1" dfs -ls -R /)
printf '%s\\n' "$list" | awk -v exactly="$2" -v copies="$3" '/^-/ && (exactly == "exactly" ? $2 == copies : $2 > copies)' |
sed -E 's/^([^ ]+ +){7}//; s/[][*?{}\\\\]/\\\\&/g' | xargs -r -d '\\n' -n 200 "$1" dfs -setrep "$4"`;
