import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeSpec } from '../../src/domain/cluster.ts';
import type { Event } from '../../src/domain/events.ts';
import { BrambleError } from '../../src/errors.ts';
import { collectEvidence } from '../../src/evidence/collect-evidence.ts';
import { nodeScript, splitFiles } from '../../src/evidence/node-script.ts';
import { probeScript } from '../../src/facts/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { FakeHost } from '../support/fake-host.ts';

let folder: string;
const events: Event[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-evidence-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const node = (name: string): NodeSpec => ({
  target: { name, address: name },
  roles: ['worker'],
  method: 'auto',
  settings: {},
});

async function unpack(archive: string): Promise<Map<string, string>> {
  await execa('tar', ['-xzf', archive, '-C', folder]);
  const root = archive.replace(/\.tar\.gz$/, '');
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(paths.map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const)),
  );
}

const request = (hosts: readonly Host[], failures: ReadonlyMap<string, BrambleError> = new Map()) => ({
  nodes: [node('red'), node('red01')],
  hosts: new Map(hosts.map((host) => [host.name, host])),
  failures,
  folder,
  title: 'test',
  others: new Map<string, unknown>([['cluster.json', { name: 'red', password: 'hunter2' }]]),
  report: (event: Event) => events.push(event),
});

describe('evidence', () => {
  it('tells of nodes that do not answer, and of those whose facts do not come, and has the rest', async () => {
    const red = new FakeHost('red').answers(['sh', '-s'], ({ stdin }) =>
      stdin === probeScript() ? { exitCode: 1, stderr: 'sh: broken' } : { stdout: '\n\u001edisk.txt\n/dev/root 99%\n' },
    );
    const failures = new Map([['red01', new BrambleError('HOST_UNREACHABLE', 'red01 port 22 did not answer')]]);
    const files = await unpack(await collectEvidence(request([red], failures)));
    expect(Object.fromEntries(files)).toEqual({
      'cluster.json': '{\n  "name": "red",\n  "password": "[redacted]"\n}\n',
      'red/error.txt': 'the probe ended with 1',
      'red/disk.txt': '/dev/root 99%\n',
      'red01/unreachable.txt': 'red01 port 22 did not answer\n',
    });
  });

  it('is one file for its owner only, and leaves nothing beside it', async () => {
    const archive = await collectEvidence(request([]));
    expect(archive).toMatch(/\/test-20\d\d-\d\d-\d\dT\d{6}\.tar\.gz$/);
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe('the script of a node', () => {
  it('prints each file under its name', () => {
    const files = splitFiles('said by the login shell\n\u001ea.txt\none\ntwo\n\n\u001eb.txt\n');
    expect(Object.fromEntries(files)).toEqual({ 'a.txt': 'one\ntwo\n', 'b.txt': '' });
  });

  it('is shell that runs: what a machine lacks is told in its file', async () => {
    const unit = 'bramble-spark-worker.service';
    const { stdout } = await execa('sh', ['-s'], { input: nodeScript([{ role: 'worker', unit }]), timeout: 60_000 });
    const files = splitFiles(stdout);
    expect(files.get('system.txt')).toMatch(/Linux|Darwin/);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['disk.txt', 'worker.log.txt', 'worker.threads.txt']));
  }, 60_000);
});
