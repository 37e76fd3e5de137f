import type { HdfsFacts, HdfsFolder } from '../domain/facts.ts';
import { packagings } from '../packaging/packagings.ts';
import { type Fact, linesOf, numberOf } from './fact.ts';

const places = Object.values(packagings).map(({ common }) => `${common('hadoop')}/hdfs`);

/**
 * Where HDFS data is or was on the machine, whether or not Hadoop is installed now: the node kit keeps the list, and counts
 * the same names as nothing (snaps/node/hadoop/volumes.sh).
 */
export const hdfsFact: Fact<HdfsFacts> = {
  script: `
for hdfs in ${places.join(' ')}; do
[ -d $hdfs ] || continue
[ ! -s $hdfs/created ] || echo "created $(head -n 1 $hdfs/created)"
[ ! -s $hdfs/version ] || echo "version $(head -n 1 $hdfs/version)"
{ echo "name $hdfs/name"; echo "data $hdfs/data"; cat $hdfs/volumes; } | cut -d ' ' -f 1,2 | sort -u | while read -r kind path; do
id=$(sed -n 's/^clusterID=//p' "$path/current/VERSION")
entries=$(ls -A "$path" | grep -cvx -e bramble-volume -e lost+found -e in_use.lock -e bramble-format)
echo "$kind $path $entries $id"
done
done`,
  parse: (text) => {
    const rows = linesOf(text).map((line) => line.split(' '));
    const told = (word: string) => rows.find(([kind]) => kind === word)?.[1];
    const version = told('version');
    return { created: told('created') ?? '', folders: rows.flatMap(parseFolder), ...(version && { version }) };
  },
};

/** `data /var/lib/bramble/hadoop/common/hdfs/data 2 red-1f3a`, the id missing where there is no file system. */
function parseFolder([kind, path = '', entries, clusterId = '']: readonly string[]): HdfsFolder[] {
  return kind === 'name' || kind === 'data' ? [{ kind, path, entries: numberOf(entries), clusterId }] : [];
}
