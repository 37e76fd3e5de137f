import { mkdir, mkdtemp, open, readFile, rm, stat, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ingredient, Manifest } from '../../src/build/manifest.ts';
import { recipeId } from '../../src/build/project.ts';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { ComponentName } from '../../src/domain/roles.ts';
import { commandsIn } from '../support/operator.ts';

// In a cache without artifacts, so that it is built here and now; what was downloaded before is shared. For the other
// kind of machine than this one, which is the harder case.
const arch = process.arch === 'arm64' ? 'amd64' : 'arm64';
const machineOf = { amd64: 62, arm64: 183 } as const; // e_machine of ELF
const shared = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bramble');

/** What a payload must have besides Java, Python and the kit; where upstream's archive was not to be had, no more than that. */
const contents: Readonly<Record<ComponentName, readonly string[]>> = {
  hadoop: [
    'share/hadoop/common/hadoop-common-3.5.0.jar',
    'share/hadoop/hdfs/hadoop-hdfs-3.5.0.jar',
    'share/hadoop/hdfs/webapps/hdfs/dfshealth.html',
    'share/hadoop/hdfs/webapps/datanode/index.html',
    'share/hadoop/hdfs/webapps/secondary/index.html',
    'share/hadoop/mapreduce/hadoop-mapreduce-client-jobclient-3.5.0-tests.jar',
    'share/hadoop/tools/lib/hadoop-distcp-3.5.0.jar',
    'share/hadoop/yarn/hadoop-yarn-server-resourcemanager-3.5.0.jar',
    'share/hadoop/yarn/timelineservice/hadoop-yarn-server-timelineservice-3.5.0.jar',
  ],
  spark: ['bin/spark-class', 'jars', 'python/pyspark', 'python/lib'],
};

let cache: string;
let operator: ReturnType<typeof commandsIn>;
let machineBefore: string;

beforeAll(async () => {
  machineBefore = await machineSetup();
  cache = await mkdtemp(join(tmpdir(), 'build-cache-'));
  await mkdir(join(cache, 'bramble'));
  for (const folder of ['downloads', 'apt']) {
    await mkdir(join(shared, folder), { recursive: true });
    await symlink(join(shared, folder), join(cache, 'bramble', folder));
  }
  operator = commandsIn({ ...process.env, XDG_CACHE_HOME: cache });
});
afterAll(() => rm(cache, { recursive: true, force: true }));

describe.each(['hadoop', 'spark'] as const)(`bramble build %s --arch ${arch}`, (component) => {
  const build = ['build', component, '--arch', arch, '--as', 'tarball', '--builder', 'native'];
  let built: Artifact | undefined;
  let payload: string;

  it('builds for a machine of another kind, and shows that Java and Python run there', async () => {
    const { exitCode, events, result } = await operator.ask<Artifact[]>(build);
    expect(exitCode).toBe(0);
    const said = events.map(({ text }) => text);
    for (const name of ['Java', 'Python'])
      expect(said).toContainEqual(expect.stringMatching(new RegExp(`^${name} for ${arch} runs here under qemu: `)));
    expect(result).toEqual([expect.objectContaining({ component, arch, packaging: 'tarball' })]);
    [built] = result;
    expect(built?.path.startsWith(cache)).toBe(true);
    payload = await mkdtemp(join(cache, 'payload-'));
    await execa('tar', ['-xzf', built?.path ?? '', '-C', payload]);
  });

  it('copies nothing the second time, and says so', async () => {
    const path = built?.path ?? '';
    const before = await stat(path);
    const { exitCode, events, result } = await operator.ask<Artifact[]>(build);
    expect(exitCode).toBe(0);
    const text = `${component} for ${arch} is built already; nothing changed`;
    expect(events).toEqual([{ stage: 'build', state: 'skipped', text }]);
    expect(result).toEqual([built]);
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('gives the same bytes wherever it runs', async () => {
    const { result } = await commandsIn(process.env).ask<Artifact[]>(build);
    expect(result[0]?.path).not.toBe(built?.path);
    expect(result[0]?.sha256).toBe(built?.sha256);
  });

  it('says in its manifest and its snap.yaml what it is, and what it is made of', async () => {
    expect(await readJson<Manifest>(payload, 'meta', 'bramble.json')).toMatchObject({
      component,
      arch,
      payloadId: built?.payloadId,
      recipe: await recipeId(component),
      python: expect.stringMatching(/^3\.\d+$/) as unknown,
    });
    const ingredients = await readJson<Ingredient[]>(payload, 'meta', 'ingredients.json');
    expect(ingredients.map(({ name }) => name)).toEqual(expect.arrayContaining([component, 'openjdk-17-jre-headless']));
    for (const { name, sha256 = '', sha512 = '', licence } of ingredients)
      expect([name, /^[0-9a-f]+$/.test(sha256 + sha512), licence !== '']).toEqual([name, true, true]);
    expect(await readFile(join(payload, 'meta', 'snap.yaml'), 'utf8')).toContain(`architectures:\n  - ${arch}\n`);
  });

  it.each(['usr/lib/jvm/java-17-openjdk/bin/java', 'usr/bin/python3'])(`has a %s for ${arch}`, async (path) => {
    const file = await open(join(payload, path));
    const { buffer } = await file.read(Buffer.alloc(20), 0, 20, 0);
    await file.close();
    expect(buffer.readUInt16LE(18)).toBe(machineOf[arch]);
  });

  it('has the files of the component where the kit looks for them, and the kit of no other', async () => {
    for (const path of contents[component]) await stat(join(payload, component, path));
    const other = component === 'spark' ? 'hadoop' : 'spark';
    await stat(join(payload, 'node', component));
    await expect(stat(join(payload, 'node', other))).rejects.toThrow('no such file');
  });

  it('has no link that leads out of it', async () => {
    const { stdout } = await execa('find', [payload, '-type', 'l', '-lname', '/*']);
    expect(stdout).toBe('');
  });

  it('left the package set-up of this machine alone', async () => {
    expect(await machineSetup()).toBe(machineBefore);
  });
});

async function readJson<T>(...path: readonly string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T; // written by the build
}

async function machineSetup(): Promise<string> {
  const files = 'find /etc/apt -type f -printf "%p %T@\\n" | sort';
  return (await execa('sh', ['-c', `dpkg --print-foreign-architectures; ${files}`])).stdout;
}
