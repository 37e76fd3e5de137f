import { describe, expect, it } from 'vitest';
import { type Examination, examineHosts } from '../../src/doctor/examine.ts';
import { BrambleError } from '../../src/errors.ts';
import { FakeHost } from '../support/fake-host.ts';

const probe = JSON.stringify({ machine: 'cores=4\n', clockSeconds: '1800000000\n' });
const exam = JSON.stringify({ pageBytes: '16384\n' });
const copied = (seconds: number) => `67108864 bytes (67 MB, 64 MiB) copied, ${seconds} s, whatever\n`;
const answering = (name: string) =>
  new FakeHost(name).answers(['sh', '-s'], { stdout: probe }, { stdout: exam }, { stdout: copied(4) + copied(2) });
const examination: Examination = {
  signal: new AbortController().signal,
  report: () => {},
  nowMs: () => 1_800_000_007_000,
};

describe('examining hosts', () => {
  it('asks each three questions as root and reads the answers', async () => {
    const host = answering('red');
    const seen = (await examineHosts([host], examination)).get('red');
    expect(seen).toMatchObject({
      facts: { clockSeconds: 1_800_000_000, machine: { cores: 4 } },
      exam: { pageBytes: 16_384, diskSpeed: { writeMbps: 16.8, readMbps: 33.6 } },
      nowSeconds: 1_800_000_007,
    });
    expect(host.lines).toEqual(['sudo sh -s', 'sudo sh -s', 'sudo sh -s']);
  });

  it('takes the middle of question and answer for the time at which a host told its own', async () => {
    const times = [1_800_000_000_000, 1_800_000_008_000];
    const seen = await examineHosts([answering('red')], { ...examination, nowMs: () => times.shift() ?? 0 });
    expect(seen.get('red')).toMatchObject({ nowSeconds: 1_800_000_004 });
  });

  it('keeps the failure of one beside what was seen of the others', async () => {
    const failure = new BrambleError('SUDO_FAILED', 'sudo wants a password', { host: 'red01' });
    const bad = new FakeHost('red01').answers(['sh', '-s'], failure);
    const seen = await examineHosts([answering('red'), bad], examination);
    expect(seen.get('red01')).toBe(failure);
    expect(seen.get('red')).toHaveProperty('facts');
  });

  it('measures no disk twice', async () => {
    const before = await examineHosts([answering('red')], examination);
    const again = new FakeHost('red').answers(['sh', '-s'], { stdout: probe }, { stdout: exam });
    const after = await examineHosts([again], { ...examination, before });
    expect(again.lines).toHaveLength(2);
    expect(after.get('red')).toEqual(before.get('red'));
  });

  it('stops when it is interrupted', async () => {
    const signal = AbortSignal.abort(new BrambleError('INTERRUPTED', 'interrupted'));
    await expect(examineHosts([answering('red')], { ...examination, signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
