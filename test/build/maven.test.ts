import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maven } from '../../src/build/maven.ts';

// Puts a jar where it is told, with its name as its content; notes that it was asked.
const mvn = `#!/bin/sh
for word; do case $word in -DoutputDirectory=*) out=\${word#*=} ;; esac; done
sed -n 's|.*<artifactId>\\(.*\\)</artifactId><version>\\(.*\\)</version></artifactItem>|\\1-\\2.jar|p' "$out/pom.xml" >"$out/names"
while read -r name; do printf '%s' "$name" >"$out/$name"; done <"$out/names"
cat "$out/names" >>"$MVN_ASKED"
`;

let work: string;
let lock: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'bramble-maven-'));
  lock = join(work, 'jars.lock');
  await mkdir(join(work, 'bin'));
  await writeFile(join(work, 'bin', 'mvn'), mvn);
  await chmod(join(work, 'bin', 'mvn'), 0o755);
  vi.stubEnv('PATH', `${join(work, 'bin')}${delimiter}${process.env.PATH}`);
  vi.stubEnv('XDG_CACHE_HOME', join(work, 'cache'));
  vi.stubEnv('MVN_ASKED', join(work, 'asked'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(work, { recursive: true });
});

const sum = (text: string) => createHash('sha256').update(text).digest('hex');
const line = (artifact: string, sha256 = sum(`${artifact}-1.jar`)) =>
  `org.example:${artifact}:1|share/x|${sha256}|MIT\n`;
const asked = () => readFile(join(work, 'asked'), 'utf8').catch(() => '');
const fetch = async (text: string) => {
  await writeFile(lock, text);
  return maven({ lock, extracts: [] }).fetch({ report: () => {} });
};

describe('a part from Maven’s repository', () => {
  it('is laid out as its lock says, and names each jar with its sum and licence', async () => {
    const archive = await fetch(line('a') + line('b'));
    await archive.unpack(join(work, 'out'));
    expect(await readFile(join(work, 'out', 'share', 'x', 'b-1.jar'), 'utf8')).toBe('b-1.jar');
    expect(archive.contents).toContainEqual({
      name: 'a',
      version: '1',
      source: 'maven:org.example:a:1',
      sha256: sum('a-1.jar'),
      licence: 'MIT',
    });
  });

  it('is fetched once, and after that only what is new', async () => {
    await fetch(line('a'));
    await fetch(line('a'));
    await fetch(line('a') + line('b'));
    expect(await asked()).toBe('a-1.jar\nb-1.jar\n');
  });

  it('is fetched again where the cache was damaged', async () => {
    await fetch(line('a'));
    await writeFile(join(work, 'cache', 'bramble', 'downloads', 'jars', 'a-1.jar'), 'rotten');
    await fetch(line('a'));
    expect(await asked()).toBe('a-1.jar\na-1.jar\n');
  });

  it('is refused with the names of all jars that are not those of the lock, and nothing of it is kept', async () => {
    const wanted = 'f'.repeat(64);
    await expect(fetch(line('a') + line('b', wanted) + line('c', wanted))).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      message: 'Maven’s repository gave jars other than those in the lock file',
      evidence: `org.example:b:1: ${sum('b-1.jar')}, must be ${wanted}\norg.example:c:1: ${sum('c-1.jar')}, must be ${wanted}`,
    });
    expect(await readdir(join(work, 'cache', 'bramble', 'downloads', 'jars'))).toEqual([]);
  });

  it('says which registry did not answer', async () => {
    // Maven 3.8.7 of Debian 12 says its errors on standard output, and resets colours on the other.
    const failing = `#!/bin/sh\necho "[ERROR] Could not transfer artifact"\nprintf '\\033[0m' >&2\nexit 1\n`;
    await writeFile(join(work, 'bin', 'mvn'), failing);
    await expect(fetch(line('a'))).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: 'jars cannot be fetched from Maven’s repository',
      evidence: '[ERROR] Could not transfer artifact',
    });
  });
});
