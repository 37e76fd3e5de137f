import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, fileNameOf, parseLock, renderLock } from '../../src/build/maven-lock.ts';
import { projectFolder } from '../../src/build/project.ts';

const folder = join(projectFolder('hadoop'), 'snap', 'local', 'maven');
const text = readFileSync(join(folder, 'jars.lock'), 'utf8');
const jars = parseLock(text);

describe('parseLock', () => {
  it('reads a jar, a classifier among its coordinates', () => {
    const line = 'org.apache.hadoop:hadoop-hdfs:3.5.0:tests|share/hadoop/hdfs|ab12|Apache-2.0';
    const [jar] = parseLock(`# a remark\n${line}\n`);
    expect(jar).toEqual({
      group: 'org.apache.hadoop',
      artifact: 'hadoop-hdfs',
      version: '3.5.0',
      classifier: 'tests',
      folder: 'share/hadoop/hdfs',
      sha256: 'ab12',
      licence: 'Apache-2.0',
    });
    expect(jar && fileNameOf(jar)).toBe('hadoop-hdfs-3.5.0-tests.jar');
  });

  it('reads what renderLock writes', () => {
    expect(renderLock(jars)).toBe(text.replace(/^#.*\n/, ''));
  });
});

describe('the lock of Hadoop', () => {
  it('says of each jar what it must be, where it belongs and under what licence it is', () => {
    for (const jar of jars) {
      expect(jar.sha256, coordinatesOf(jar)).toMatch(/^[0-9a-f]{64}$/);
      expect(jar.folder).toMatch(/^share\/hadoop\/(common|hdfs|yarn|mapreduce|tools)(\/lib|\/timelineservice)?$/);
      expect(jar.licence, coordinatesOf(jar)).not.toBe('');
    }
  });

  it('has no two jars of one name', () => {
    expect(new Set(jars.map(fileNameOf)).size).toBe(jars.length);
  });

  it('has whatever its pom.xml asks for', () => {
    const pom = readFileSync(join(folder, 'pom.xml'), 'utf8');
    const asked = pom.matchAll(/<artifactId>(.+)<\/artifactId>\s+<version>(.+)<\/version>(?:\s+<classifier>(.+)<)?/g);
    const wanted = [...asked]
      .slice(1)
      .map((found) => ['org.apache.hadoop', ...found.slice(1)].filter(Boolean).join(':'));
    expect(wanted).toContain('org.apache.hadoop:hadoop-hdfs:3.5.0:tests');
    expect(jars.map(coordinatesOf)).toEqual(expect.arrayContaining(wanted));
  });
});
