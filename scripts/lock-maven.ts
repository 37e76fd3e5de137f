// Writes the lock of the Hadoop snap's pom.xml anew: every jar that it asks for, with its place, checksum and licence.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { listTree } from '../src/build/file-tree.ts';
import { dependencyPlugin } from '../src/build/maven-client.ts';
import { type Jar, renderLock } from '../src/build/maven-lock.ts';
import { runTool } from '../src/build/run-tool.ts';
import { hashFile } from '../src/store/hash-file.ts';

const folder = 'snaps/bramble-hadoop/snap/local/maven';
const licensePlugin = 'org.codehaus.mojo:license-maven-plugin:2.4.0';

// Where upstream's archive has a jar, by how its name begins; the first row that fits counts.
const places = [
  ['hadoop-hdfs', 'share/hadoop/hdfs'],
  ['hadoop-mapreduce', 'share/hadoop/mapreduce'],
  ['hadoop-yarn-server-timelineservice', 'share/hadoop/yarn/timelineservice'],
  ['hadoop-yarn', 'share/hadoop/yarn'],
  ['hadoop-common', 'share/hadoop/common'],
  ['hadoop-registry', 'share/hadoop/common'],
  ['hadoop-distcp', 'share/hadoop/tools/lib'],
  ['hadoop-streaming', 'share/hadoop/tools/lib'],
  ['hadoop-archive', 'share/hadoop/tools/lib'],
  ['', 'share/hadoop/common/lib'],
] as const;

const work = await mkdtemp(join(tmpdir(), 'bramble-lock-'));
const licences = await readLicences();
await maven(`${dependencyPlugin}:copy-dependencies`, '-Dmdep.useRepositoryLayout=true', '-DincludeScope=runtime');
const files = (await listTree(work)).map(({ path }) => path).filter((path) => path.endsWith('.jar'));
const jars = await Promise.all(files.map(describeJar));
writeFileSync(join(folder, 'jars.lock'), `# Made from pom.xml by \`npm run lock\`; change that.\n${renderLock(jars)}`);
await rm(work, { recursive: true });
process.stdout.write(`${jars.length} jars\n`);

function maven(goal: string, ...words: readonly string[]): Promise<string> {
  const argv = ['mvn', '--batch-mode', '--quiet', '-f', `${folder}/pom.xml`, goal, `-DoutputDirectory=${work}`];
  return runTool([...argv, ...words]);
}

/** Lines like `(EPL 2.0) (GPL2 w/ CPE) hk2-api (org.glassfish.hk2:hk2-api:2.6.1 - https://github.com/…)`. */
async function readLicences(): Promise<Map<string, string>> {
  const scopes = '-Dlicense.includedScopes=compile,runtime';
  await maven(
    `${licensePlugin}:add-third-party`,
    '-Dlicense.acceptPomPackaging=true',
    scopes,
    `-Dlicense.outputDirectory=${work}`,
  );
  const text = readFileSync(join(work, 'THIRD-PARTY.txt'), 'utf8');
  const lines = text.matchAll(/^ *((?:\((?:[^()]|\([^()]*\))*\) )+).*\((\S+?:\S+) - [^()]*\)$/gm);
  return new Map([...lines].map(([, names = '', id = '']) => [id, names.slice(1, -2).replaceAll(') (', ' or ')]));
}

/** From `org/apache/hadoop/hadoop-hdfs/3.5.0/hadoop-hdfs-3.5.0-tests.jar`. */
async function describeJar(path: string): Promise<Jar> {
  const version = basename(dirname(path));
  const artifact = basename(dirname(dirname(path)));
  const group = dirname(dirname(dirname(path))).replaceAll('/', '.');
  const classifier = basename(path, '.jar').slice(`${artifact}-${version}-`.length);
  const place = places.find(([start]) => artifact.startsWith(start))?.[1] ?? '';
  const licence = licences.get(`${group}:${artifact}:${version}`) ?? '';
  return { group, artifact, version, classifier, folder: place, sha256: await hashFile(join(work, path)), licence };
}
