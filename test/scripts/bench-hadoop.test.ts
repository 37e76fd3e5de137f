import { describe, expect, it } from 'vitest';
import { parseResident, plannedSpaceMb } from '../../scripts/bench/daemon-space.ts';
import { summarize as summarizeFirstJob } from '../../scripts/bench/first-job.ts';
import { summarize as summarizeHdfs } from '../../scripts/bench/hdfs-throughput.ts';
import { summarize as summarizeIdle } from '../../scripts/bench/idle-memory.ts';
import { artifactFor } from '../../scripts/bench/lab-artifacts.ts';
import { parts } from '../../scripts/bench/parts.ts';
import { roleNames } from '../../src/domain/roles.ts';
import { heapNeeds } from '../../src/plan/heap-needs.ts';
import { sparkArtifact } from '../support/facts.ts';

describe('what the plan counts for a daemon', () => {
  it('is its heap and what is beside it', () => {
    const [least, more] = [{ 'datanode.heap-mb': '128' }, { 'datanode.heap-mb': '228' }];
    const spaceMb = plannedSpaceMb('datanode', least);
    expect(spaceMb).toBeGreaterThan(128);
    expect(plannedSpaceMb('datanode', more)).toBe(spaceMb + 100);
  });

  it('is known for every daemon that the parts deploy', () => {
    const keys = Object.fromEntries(heapNeeds.map(({ key }) => [key, '256']));
    const deployed = roleNames.filter((role) => role !== 'connect');
    for (const role of deployed) expect(plannedSpaceMb(role, keys), role).toBeGreaterThan(200);
  });

  it('is not guessed where the node has no heap set', () => {
    expect(() => plannedSpaceMb('namenode', {})).toThrow('no heap is set for namenode');
  });
});

describe('resident memory', () => {
  it('is read by unit, in MB', () => {
    const held = parseResident('bramble-hadoop-datanode.service 131072\nbramble-spark-worker.service 0\n');
    expect([...held]).toEqual([
      ['bramble-hadoop-datanode.service', 128],
      ['bramble-spark-worker.service', 0],
    ]);
  });
});

describe('memory of idle daemons', () => {
  it('is that of all hosts together, daemon by daemon in the order of the roles', () => {
    const figures = summarizeIdle('2 hosts', [
      { role: 'worker', heldMb: 100, plannedMb: 200 },
      { role: 'datanode', heldMb: 150, plannedMb: 150 },
      { role: 'datanode', heldMb: 120, plannedMb: 160 },
    ]);
    expect(figures.map(({ name, min, max }) => [name, min, max])).toEqual([
      ['2 hosts: datanode, resident when idle', 120, 150],
      ['2 hosts: datanode, the same over what the plan counts for it', 0.75, 1],
      ['2 hosts: worker, resident when idle', 100, 100],
      ['2 hosts: worker, the same over what the plan counts for it', 0.5, 0.5],
    ]);
  });
});

describe('the way to the first job', () => {
  const stages = [{ name: 'stage verify', seconds: 30 }];
  const figures = summarizeFirstJob({
    sending: [{ wallS: 10, stages: [] }],
    deploy: [{ wallS: 120, stages }],
    verify: [{ wallS: 30, stages }],
  });
  const of = (name: string) => figures.find((one) => one.name === name)?.median;

  it('is compared with sending and verifying by themselves', () => {
    expect(of('the deploy over files by ssh and verify by itself')).toBe(3);
  });

  it('says which share of it each stage is', () => {
    expect(of('stage verify: share of the deploy')).toBe(0.25);
  });
});

describe('throughput of HDFS', () => {
  const seconds = {
    command: [2, 2],
    diskWrite: [1, 1],
    writeOne: [4, 6],
    writeAll: [10, 12],
    diskRead: [1, 1],
    read: [3, 4],
  };
  const figures = summarizeHdfs(seconds);

  it('is that of the disk in the same round, divided by times', () => {
    const { median, min, max } = figures.find(({ name }) => name.endsWith('over the disk, write, 1 copy')) ?? {};
    expect({ median, min, max }).toEqual({ median: (1 / 4 + 1 / 6) / 2, min: 1 / 6, max: 1 / 4 });
  });

  it('is shown without the start of the command too', () => {
    expect(figures.at(-1)).toMatchObject({ name: expect.stringContaining('without the start'), min: 0.5, max: 1 });
  });
});

describe('what a virtual Pi is sent', () => {
  it('is the packaging of its system, or an error', () => {
    expect(artifactFor('raspios', [sparkArtifact()]).packaging).toBe('tarball');
    expect(() => artifactFor('ubuntu', [sparkArtifact()])).toThrow('there is no snap to send');
  });
});

describe('the parts', () => {
  it('have a row for each letter, in their order', () => {
    expect(parts.map(({ letter }) => letter).join('')).toBe('abcdefghijkl');
  });
});
