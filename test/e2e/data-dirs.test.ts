import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/bench/parse-record.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { type Operator, openOperator } from '../support/operator.ts';

// A disk of its own for HDFS on each host, small enough to be filled: a snap and a tarball.
const nodes = ['red', 'red01'];
const clusterFile = `components: [hadoop]
hosts: red,red01
data-dirs: [/mnt/usb/hdfs]
settings: { hdfs.reserved-mb: 0 }
`;
// On a real machine systemd makes all mounts shared, so that a snap sees what is mounted and unmounted.
const mount = `mount --bind /mnt /mnt; mount --make-shared /mnt
mkdir -p /mnt/usb; mount -t tmpfs -o size=400M usb /mnt/usb`;
const datanode = { red: 'snap.bramble-hadoop.datanode', red01: 'bramble-hadoop-datanode' };

interface Verdict {
  readonly findings: readonly Finding[];
}

let operator: Operator;
let folder: string;
let deploy: string[];

beforeAll(async () => {
  operator = await openOperator('disks', { hosts: nodes, os: ['ubuntu', 'raspios'], memoryMb: 3072 });
  folder = await mkdtemp(join(tmpdir(), 'data-dirs-'));
  deploy = ['deploy', '-f', join(folder, 'bramble.yaml')];
  await writeFile(join(folder, 'bramble.yaml'), clusterFile);
  for (const node of nodes) await operator.on(node, mount);
});
afterAll(async () => {
  await operator?.end();
  await rm(folder, { recursive: true, force: true });
});

const run = (words: readonly string[], input?: string) =>
  operator.bramble(['run', 'hdfs', 'dfs', ...words], input === undefined ? {} : { input });
const failedOf = ({ findings }: Verdict) =>
  findings
    .filter(({ state }) => state !== 'passed')
    .map(({ rung, node, detail, evidence }) => [rung, node, detail, evidence].join(' '));

describe('data on a disk of its own', () => {
  it('is kept there by one word, and a snap is let in', async () => {
    expect((await operator.ask([...deploy, '--no-verify'])).exitCode).toBe(0);
    const { result } = await operator.ask<Verdict>(['verify', '--no-jobs']);
    expect(failedOf(result)).toEqual([]);
    for (const node of nodes) expect(await operator.on(node, 'ls /mnt/usb/hdfs')).toMatch(/bramble-volume\ncurrent/);
    expect(await operator.on('red', 'snap connections bramble-hadoop')).toMatch(/removable-media +:removable-media/);
    expect((await operator.ask(deploy)).result).toMatchObject({ changed: false });
    expect((await run(['-put', '-', '/small'], 'kept\n')).exitCode).toBe(0);
  });

  it('cannot be forgotten by a later command', async () => {
    const { failures } = await operator.ask(['deploy', 'hadoop', '--hosts', 'red,red01']);
    const messages = failures.map(({ host, message }) => `${host}: ${message}`);
    expect(messages).toEqual(nodes.map((node) => expect.stringMatching(`^${node}: /mnt/usb/hdfs holds data of HDFS`)));
  });

  it('that is full makes the write fail clearly and leaves everything else readable', async () => {
    const { exitCode, stderr } = await run(['-put', '-', '/large'], 'x'.repeat(1024 * 1024).repeat(450));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/could only be written to 0 of the 1 minReplication nodes|No space left|DISK_OUT_OF_SPACE/i);
    expect((await run(['-cat', '/small'])).stdout).toBe('kept\n');
    await run(['-rm', '-f', '-skipTrash', '/large', '/large._COPYING_']);
  });

  it('that fills up in the middle of a benchmark ends it with the reason, and its files are removed', async () => {
    const words = ['bench', 'hadoop', '--only', 'teragen', '--scale', '1M', '--runs', '1', '--warm-ups', '0'];
    const command = operator.start([...words, '--settle', '0', '--output', join(folder, 'record.json'), '--json']);
    await command.says(/TeraGen/);
    for (const node of nodes) await operator.on(node, 'cat /dev/zero > /mnt/usb/filling 2>/dev/null || true');
    const { exitCode } = await command.ended;
    for (const node of nodes) await operator.on(node, 'rm /mnt/usb/filling');
    expect(exitCode).toBe(1);
    const { measurements } = parseRecord(await readFile(join(folder, 'record.json'), 'utf8'), 'the record');
    const [made] = measurements;
    expect(made).toMatchObject({ benchmark: 'teragen', runs: [{ value: null, valid: false }] });
    expect(made?.runs[0]?.reasons[0]).toMatch(/0 of the 1 minReplication nodes|No space left|DISK_OUT_OF_SPACE/);
    const left = await run(['-ls', '/']);
    expect(left.stdout).toContain('/small');
    expect(left.stdout).not.toContain('bramble-bench');
  });

  it('that is not mounted stops its DataNode, which names it and does not fill the card', async () => {
    for (const node of ['red', 'red01'] as const) {
      await operator.on(node, `systemctl stop ${datanode[node]}; umount -l /mnt/usb`);
      await operator.on(node, `systemctl start ${datanode[node]}`);
      const log = () => operator.on(node, `journalctl -u ${datanode[node]} -n 30 --no-pager -o cat`);
      await expect.poll(log, { timeout: 60_000, interval: 1_000 }).toMatch(/error: \/mnt\/usb\/hdfs/);
      await operator.on(node, `systemctl stop ${datanode[node]}`);
      expect(await operator.on(node, 'ls /mnt/usb/hdfs/current 2>&1 || true')).toMatch(/No such file/);
    }
  });

  it('is told by what the hosts say of themselves', async () => {
    const { result } = await operator.ask<{ nodes: { facts: HostFacts }[] }>(['status']);
    const folders = result.nodes.map(({ facts }) => facts.hdfs.folders.find(({ path }) => path === '/mnt/usb/hdfs'));
    expect(folders).toEqual([
      { kind: 'data', path: '/mnt/usb/hdfs', entries: 0, clusterId: '' },
      { kind: 'data', path: '/mnt/usb/hdfs', entries: 0, clusterId: '' },
    ]);
  });
});
