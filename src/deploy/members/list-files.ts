import { changeExclude, changeHostsFile, type HostsChange } from '../../plan/hosts-file.ts';
import { type Place, runBeside, runOn } from './members.ts';

const hostsFile = (place: Place) => `${place.packaging.common('hadoop')}/hdfs/hosts.json`;
const excludeFile = (place: Place) => `${place.packaging.common('hadoop')}/yarn/exclude`;

/** Milliseconds since 1970, by the clock of whoever reads the list. */
export async function clockOf(place: Place): Promise<number> {
  return Number(await runOn(place, ['date', '+%s'], { label: 'date' })) * 1000;
}

/** Says something of DataNodes in the NameNode's list, which outlives restarts, and has it read. */
export async function sayOfDataNodes(nameNode: Place, change: HostsChange, signal?: AbortSignal): Promise<void> {
  const path = hostsFile(nameNode);
  const nowMs = await clockOf(nameNode);
  await replace(nameNode, path, (text) => changeHostsFile(text, change, nowMs));
  await runBeside(nameNode, ['hdfs', 'dfsadmin', '-refreshNodes'], { signal });
}

interface Exclusion {
  readonly names: readonly string[];
  readonly isExcluded: boolean;
  /** How long running containers are waited for, in seconds. */
  readonly limitSeconds: number;
}

/** Has the ResourceManager let NodeManagers go when their work is done, or take them again. */
export async function excludeManagers(
  resourceManager: Place,
  { names, isExcluded, limitSeconds }: Exclusion,
  signal?: AbortSignal,
): Promise<void> {
  await replace(resourceManager, excludeFile(resourceManager), (text) => changeExclude(text, names, isExcluded));
  const gently = ['-g', String(limitSeconds), '-server'];
  await runBeside(resourceManager, ['yarn', 'rmadmin', '-refreshNodes', ...(isExcluded ? gently : [])], { signal });
}

async function replace(place: Place, path: string, change: (text: string) => string): Promise<void> {
  const before = await runOn(place, ['sh', '-c', '[ ! -e "$1" ] || cat "$1"', 'sh', path], { label: `cat ${path}` });
  await runOn(place, ['sh', '-c', writeScript, 'sh', path, change(before)], { label: `write ${path}` });
}

/** Whole or not at all, and on the disk: what was said is to be known after a power failure too. */
const writeScript = `set -eu
mkdir -p "$(dirname "$1")"
t=$(mktemp "$1.XXXXXX"); trap 'rm -f "$t"' EXIT
printf '%s' "$2" > "$t"; chmod 644 "$t"; sync "$t"; mv -f "$t" "$1"`;
