import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive, parseInitRecord, parseStartTime, readLiveInit, renderRecord } from '../../src/lab/liveness.ts';

const folder = mkdtempSync(join(tmpdir(), 'liveness-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ownStat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
const own = {
  pid: process.pid,
  startTime: parseStartTime(ownStat) ?? '',
  bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
};

describe('the record of a first process', () => {
  it('is pid, start time and boot', () => {
    expect(parseInitRecord('4711 174655 0d5a4c1e-6b1f-4e0a-9c57-2f3b8a7d1e60\n')).toEqual({
      pid: 4711,
      startTime: '174655',
      bootId: '0d5a4c1e-6b1f-4e0a-9c57-2f3b8a7d1e60',
    });
  });

  it.each(['', '4711', '4711 174655', 'x y z', '4711 174655 0d5a4c1e'])('is not %o', (text) => {
    expect(parseInitRecord(text)).toBeUndefined();
  });

  it('is rendered as it is read', () => {
    expect(parseInitRecord(renderRecord(process.pid))).toEqual(own);
  });

  it('reads the start time behind a name that looks like fields', () => {
    const name = '(a) S 1 2 (b)';
    expect(parseStartTime(`77 ${name} S 1 77 77 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 9 9`)).toBe('123456');
  });
});

describe('a process', () => {
  it('is alive with its own start time in this boot', () => {
    expect(isAlive(own)).toBe(true);
  });

  it('is another one when the start time differs: the pid was used again', () => {
    expect(isAlive({ ...own, startTime: '1' })).toBe(false);
  });

  it('is gone after the machine was rebooted', () => {
    expect(isAlive({ ...own, bootId: '0d5a4c1e-6b1f-4e0a-9c57-2f3b8a7d1e60' })).toBe(false);
  });

  it('is gone when no process has the pid', () => {
    expect(isAlive({ ...own, pid: 2 ** 22 + 1 })).toBe(false);
  });
});

describe('an init file', () => {
  it('names a live process, or none', () => {
    const file = join(folder, 'init');
    expect(readLiveInit(file)).toBeUndefined();
    writeFileSync(file, `${own.pid} ${own.startTime} ${own.bootId}\n`);
    expect(readLiveInit(file)).toEqual(own);
    writeFileSync(file, `${own.pid} 1 ${own.bootId}\n`);
    expect(readLiveInit(file)).toBeUndefined();
  });
});
