import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchmarkNames } from '../../src/bench/benchmarks.ts';
import { parseRecord } from '../../src/bench/parse-record.ts';
import { type Operator, openOperator } from '../support/operator.ts';

// Every benchmark once, at the least size, on a cluster with both components and both packagings.
const nodes = ['red', 'red01', 'red02'];

let operator: Operator;

beforeAll(async () => {
  operator = await openOperator('benchmark', { hosts: nodes, os: ['ubuntu', 'ubuntu', 'raspios'], memoryMb: 3072 });
  const { exitCode, stderr } = await operator.bramble(['deploy', 'all', '--hosts', 'red,red[01-02]', '--no-verify']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
afterAll(async () => {
  await operator?.end();
});

const run = (...words: string[]) => operator.bramble(['run', ...words]);

describe('a benchmark', () => {
  const smallest = ['bench', '--scale', '1M', '--runs', '1', '--warm-ups', '0', '--settle', '0'];
  const slowly = { timeout: 150_000, interval: 2_000 };
  const patiently = { timeout: 30 * 60_000 }; // some thirty jobs, one after the other
  let folder: string;
  const record = () => join(folder, 'record.json');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
    return () => rm(folder, { recursive: true, force: true });
  });

  /** What a measurement may have left: its folder in HDFS, jobs on YARN, programs on the node. */
  async function expectNothingLeft(): Promise<void> {
    expect((await run('hdfs', 'dfs', '-ls', '/')).stdout).not.toContain('bramble-bench');
    expect((await run('yarn', 'application', '-list')).stdout).not.toContain('application_');
    for (const snap of ['bramble-hadoop', 'bramble-spark'])
      expect(await operator.on('red', `ls /var/snap/${snap}/common/jobs`)).toBe('');
  }

  it('is refused on a cluster that has no room for it, before anything is run', async () => {
    const { exitCode, failures } = await operator.ask(['bench', '--scale', '500G']);
    expect(exitCode).toBe(3);
    expect(failures).toMatchObject([
      { code: 'REFUSED', evidence: expect.stringMatching(/executors of \d+ MB[\s\S]*HDFS has/) },
    ]);
  });

  it('is refused on a cluster where a daemon is down: that would be measured', async () => {
    await operator.on('red02', 'systemctl stop bramble-spark-worker');
    const { exitCode, failures } = await operator.ask([...smallest, '--only', 'disk-write']);
    await operator.on('red02', 'systemctl start bramble-spark-worker');
    expect(exitCode).toBe(3);
    expect(failures).toMatchObject([
      { code: 'REFUSED', message: /not healthy/, evidence: expect.stringMatching(/^service: red02: /m) },
    ]);
  });

  it('checks what it measures, all of it, and writes a record with the state of each node', patiently, async () => {
    const all = [...smallest, 'all', '--workers', '1..2', '--output', record()];
    const { exitCode, result } = await operator.ask<unknown>(all);
    const { cluster, software, complete, measurements, skipped } = parseRecord(JSON.stringify(result), 'the result');
    const runs = measurements.flatMap((one) => one.runs);
    expect(runs.filter(({ valid }) => !valid).map(({ reasons }) => reasons)).toEqual([]);
    expect({ exitCode, complete, skipped }).toEqual({ exitCode: 0, complete: true, skipped: [] });
    const measured = measurements.map(({ benchmark, engine, workers }) => `${benchmark} ${engine} ${workers}`);
    expect(new Set(measurements.map(({ benchmark }) => benchmark))).toEqual(new Set(benchmarkNames));
    for (const benchmark of ['pi', 'word-count', 'sort', 'sql'])
      expect(measured).toEqual(
        expect.arrayContaining([1, 2].map((workers) => `${benchmark} spark-standalone ${workers}`)),
      );
    expect(runs.every(({ value }) => value !== null && value > 0)).toBe(true);
    expect(runs.map(({ conditions }) => conditions.map(({ node }) => node))).toEqual(runs.map(() => nodes));
    expect(
      cluster.nodes.map(({ name, virtual, settings }) => [name, virtual, settings.hadoop?.['hdfs.replication']]),
    ).toEqual(nodes.map((name) => [name, true, '3']));
    expect(software.java).toMatch(/^17\./);
    await expectNothingLeft();
  });

  it('becomes a report, which says that these Pis are virtual and shows how Spark scales', async () => {
    const { exitCode } = await operator.bramble(['report', record(), '--out', join(folder, 'report.html')]);
    expect(exitCode).toBe(0);
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    expect(html).toContain('all of them share one machine');
    for (const figure of ['disk', 'network', 'memory', 'hdfs', 'namenode', 'mapreduce', 'spark'])
      expect(html).toContain(`id="figure-${figure}"`);
  });

  it('is set beside another one, and cannot tell by one run', async () => {
    const { exitCode, stdout } = await operator.bramble(['bench', 'compare', record(), record()]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^TeraSort +mapreduce, 3 nodes .*cannot tell/m);
  });

  it('leaves nothing behind when it is interrupted in the middle of a job', async () => {
    const command = operator.start([...smallest, 'hadoop', '--only', 'terasort', '--output', record(), '--json']);
    await command.says(/TeraGen/);
    await expect.poll(async () => (await run('yarn', 'application', '-list')).stdout, slowly).toContain('TeraGen');
    command.kill('SIGINT');
    const { exitCode, stdout } = await command.ended;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/interrupted: what was made on the cluster is removed/);
    await expectNothingLeft();
  });
});
