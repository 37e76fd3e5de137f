import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePart } from '../../src/build/make-part.ts';
import { parseRecipe } from '../../src/build/recipe.ts';
import { hashFile } from '../../src/store/hash-file.ts';
import { readRecipeText } from '../support/recipe-text.ts';

// As upstream's archive is put together (hadoop-assemblies and dist-layout-stitching in Hadoop's sources).
const kept = {
  'LICENSE-binary': 'licenses/hadoop/LICENSE-binary',
  'LICENSE.txt': 'licenses/hadoop/LICENSE.txt',
  'NOTICE.txt': 'licenses/hadoop/NOTICE.txt',
  'lib/native/libhadoop.so.1.0.0': 'hadoop/lib/native/libhadoop.so.1.0.0',
  'licenses-binary/LICENSE-asm.txt': 'licenses/hadoop/licenses-binary/LICENSE-asm.txt',
  ...inPlace(
    'share/hadoop/common/hadoop-common-3.5.0.jar',
    'share/hadoop/common/lib/hadoop-auth-3.5.0.jar',
    'share/hadoop/hdfs/hadoop-hdfs-3.5.0.jar',
    'share/hadoop/hdfs/webapps/hdfs/dfshealth.html',
    'share/hadoop/mapreduce/hadoop-mapreduce-client-jobclient-3.5.0-tests.jar',
    'share/hadoop/mapreduce/hadoop-mapreduce-examples-3.5.0.jar',
    'share/hadoop/tools/lib/hadoop-archive-logs-3.5.0.jar',
    'share/hadoop/tools/lib/hadoop-distcp-3.5.0.jar',
    'share/hadoop/tools/lib/hadoop-streaming-3.5.0.jar',
    'share/hadoop/yarn/hadoop-yarn-server-resourcemanager-3.5.0.jar',
    'share/hadoop/yarn/lib/jna-5.2.0.jar',
    'share/hadoop/yarn/timelineservice/hadoop-yarn-server-timelineservice-3.5.0.jar',
  ),
};

const leftOut = [
  'bin/hdfs',
  'etc/hadoop/core-site.xml',
  'include/hdfs.h',
  'lib/native/examples/wordcount-simple',
  'lib/native/libhdfspp.a',
  'sbin/start-dfs.sh',
  'share/doc/hadoop/index.html',
  'share/hadoop/client/hadoop-client-minicluster-3.5.0.jar',
  'share/hadoop/common/hadoop-common-3.5.0-tests.jar',
  'share/hadoop/common/jdiff/Apache_Hadoop_Common_3.4.1.xml',
  'share/hadoop/common/lib/bundle-2.35.4.jar',
  'share/hadoop/common/lib/hadoop-aws-3.5.0.jar',
  'share/hadoop/common/lib/hadoop-azure-datalake-3.5.0.jar',
  'share/hadoop/common/lib/netty-transport-native-kqueue-4.1.130.Final-osx-x86_64.jar',
  'share/hadoop/common/sources/hadoop-common-3.5.0-sources.jar',
  'share/hadoop/hdfs/hadoop-hdfs-3.5.0-tests.jar',
  'share/hadoop/tools/lib/hadoop-rumen-3.5.0.jar',
  'share/hadoop/tools/lib/hadoop-sls-3.5.0.jar',
  'share/hadoop/yarn/hadoop-yarn-server-router-3.5.0.jar',
  'share/hadoop/yarn/test/hadoop-yarn-server-tests-3.5.0-tests.jar',
  'share/hadoop/yarn/timelineservice/lib/hbase-client-2.5.4.jar',
  'share/hadoop/yarn/webapps/ui2/index.html',
];

let work: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'bramble-hadoop-part-'));
});

afterEach(() => rm(work, { recursive: true }));

describe.each(['amd64', 'arm64'] as const)('upstream’s archive of Hadoop for %s', (arch) => {
  it('leaves in the payload what a node uses, each file where the kit looks for it', async () => {
    const file = await packArchive([...Object.keys(kept), ...leftOut]);
    const { hadoop } = parseRecipe(readRecipeText('hadoop'), 'snapcraft.yaml', arch).parts;
    if (hadoop === undefined) throw new Error('the recipe has no part hadoop');
    const part = { ...hadoop, 'source-checksum': `sha256/${await hashFile(file)}` };
    const context = { title: 'Apache Hadoop', arch, choice: { file }, project: work, work, report: () => {} };
    const { paths } = await makePart('hadoop', part, context);
    expect(paths.toSorted()).toEqual(Object.values(kept).toSorted());
  });
});

function inPlace(...paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, `hadoop/${path}`]));
}

async function packArchive(paths: readonly string[]): Promise<string> {
  const top = join(work, 'hadoop-3.5.0');
  for (const path of paths) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), path);
  }
  const file = join(work, 'archive.tar.gz');
  await execa('tar', ['-czf', file, '-C', work, 'hadoop-3.5.0']);
  return file;
}
