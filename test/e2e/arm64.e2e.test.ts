import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildComponent } from '../../src/build/build-component.ts';
import { checkRuns } from '../../src/build/check-runs.ts';
import type { Manifest } from '../../src/build/manifest.ts';
import type { Artifact } from '../../src/domain/artifact.ts';

const arm64Machine = 183; // e_machine of ELF

let folder: string;
let artifact: Artifact;
let machineBefore: string;

const machineSetup = async () =>
  (
    await execa(
      'sh',
      ['-c', 'dpkg --print-foreign-architectures; find /etc/apt /var/lib/dpkg/arch -type f -newermt "-1 hour"', 'sh'],
      { reject: false },
    )
  ).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-arm64-'));
  machineBefore = await machineSetup();
  const request = { component: 'spark', arch: 'arm64', builder: 'native', source: 'auto' } as const;
  [artifact] = (await buildComponent({ ...request, packagings: ['tarball'] }, () => {})) as [Artifact];
  await execa('tar', ['-xzf', artifact.path, '-C', folder]);
}, 900_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an arm64 payload built on this machine', () => {
  it('says so in its manifest and in its snap.yaml', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'meta', 'bramble.json'), 'utf8')) as Manifest;
    expect(manifest).toMatchObject({
      arch: 'arm64',
      payloadId: artifact.payloadId,
      python: expect.stringMatching(/^3\.\d+$/) as unknown,
    });
    expect(await readFile(join(folder, 'meta', 'snap.yaml'), 'utf8')).toContain('architectures:\n  - arm64\n');
  });

  it.each(['usr/lib/jvm/java-17-openjdk/bin/java', 'usr/bin/python3'])('has an arm64 %s', async (path) => {
    const file = await open(join(folder, path));
    const { buffer } = await file.read(Buffer.alloc(20), 0, 20, 0);
    await file.close();
    expect(buffer.readUInt16LE(18)).toBe(arm64Machine);
  });

  it('has a Java and a Python that run', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'meta', 'bramble.json'), 'utf8')) as Manifest;
    const said: string[] = [];
    const work = await mkdtemp(join(tmpdir(), 'bramble-arm64-system-'));
    const report = ({ text }: { text: string }) => void said.push(text);
    await checkRuns({ folder, bytes: 0, manifest }, { work, report, signal: undefined });
    await rm(work, { recursive: true });
    expect(said).toEqual([
      expect.stringMatching(/^Java for arm64 runs here( under qemu)?: openjdk 17\./) as unknown,
      expect.stringMatching(/^Python for arm64 runs here( under qemu)?: Python 3\.\d+\.\d+ with NumPy/) as unknown,
    ]);
  });

  it('left the package set-up of this machine alone', async () => {
    expect(await machineSetup()).toBe(machineBefore);
  });

  it('has no link that leads out of it', async () => {
    const { stdout } = await execa('find', [folder, '-type', 'l', '-lname', '/*']);
    expect(stdout).toBe('');
  });
});
