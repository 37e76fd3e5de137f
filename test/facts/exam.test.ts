import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { diskSpeedFact, measureIn } from '../../src/facts/disk-speed.ts';
import { examScript, parseExam } from '../../src/facts/exam.ts';
import { memoryControllerFact } from '../../src/facts/memory-controller.ts';
import { readOnlyFact } from '../../src/facts/read-only.ts';
import { snapStoreFact } from '../../src/facts/snap-store.ts';
import { swapFact } from '../../src/facts/swap.ts';
import { timeSyncFact } from '../../src/facts/time-sync.ts';

const ask = (script: string) => execFileSync('sh', ['-s'], { input: `export LC_ALL=C\n${script}`, encoding: 'utf8' });

describe('the examination', () => {
  it('answers on this machine in one run of sh, as JSON that its own parsers read', () => {
    const exam = parseExam('here', ask(examScript()));
    expect(exam.pageBytes % 4096).toBe(0);
    expect(exam.pageBytes).toBe(Number(ask('getconf PAGE_SIZE')));
    expect(exam.swap.length).toBe(ask('cat /proc/swaps').trim().split('\n').length - 1);
  });

  it('is the worst case, not an error, where a host answers nothing', () => {
    expect(parseExam('red', '{}')).toEqual({
      pageBytes: 0,
      hasMemoryController: false,
      swap: [],
      timeSync: { isContainer: false, canSync: false, isOn: false, isInSync: false },
      packageCacheMb: 0,
      snapStore: 'no-snapd',
    });
  });
});

describe('a fact of the examination', () => {
  it.each([
    ['v2 cpuset cpu io memory pids\n', true],
    ['v2 cpuset cpu io pids\n', false],
    ['v1 memory\n', true],
    ['', false],
  ])('is the memory controller, from %j', (text, expected) => {
    expect(memoryControllerFact.parse(text)).toBe(expected);
  });

  it('is swap by device', () => {
    const text = `Filename				Type		Size		Used		Priority
/dev/zram0                              partition	2097148		3072		100
/var/swap                               file		524284		0		-2
`;
    expect(swapFact.parse(text)).toEqual([
      { device: '/dev/zram0', totalMb: 2047, usedMb: 3 },
      { device: '/var/swap', totalMb: 511, usedMb: 0 },
    ]);
  });

  it('is how the clock is kept', () => {
    const text = 'Timezone=Etc/UTC\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=no\n';
    expect(timeSyncFact.parse(text)).toEqual({ isContainer: false, canSync: true, isOn: true, isInSync: false });
    expect(timeSyncFact.parse(`container=yes\n${text}`).isContainer).toBe(true);
  });

  it('is the Snap Store, in one word', () => {
    expect(snapStoreFact.parse('unreachable\n')).toBe('unreachable');
  });

  it('is which directories cannot be written: none of those that can, nor of those that are not there', () => {
    const places = readOnlyFact.script.replace('/etc /var /opt', `${tmpdir()} /no/such/place`);
    expect(readOnlyFact.parse(ask(places))).toEqual([]);
  });
});

describe('the speed of a disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'speed-'));
    return () => rmSync(folder, { recursive: true });
  });

  it('is measured by writing and reading, and nothing is left', () => {
    const speed = diskSpeedFact.parse(ask(measureIn(folder)));
    expect(speed?.writeMbps).toBeGreaterThan(0);
    expect(speed?.readMbps).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing when it is killed in the middle', async () => {
    const slow = measureIn(folder).replace('count=64', 'count=640');
    const child = spawn('sh', ['-c', slow], { detached: true, stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not measured where room is short', () => {
    const text = ask(`df() { printf 'Filesystem\\n/dev/x 9 9 102400 9%% /\\n'; }\n${measureIn(folder)}`);
    expect(text).toBe('');
    expect(diskSpeedFact.parse(text)).toBeUndefined();
  });

  it('is read from what dd says, also where it was cut short', () => {
    const text = `18+0 records in
18+0 records out
18874368 bytes (19 MB, 18 MiB) copied, 45.0012 s, 419 kB/s
18+0 records in
18+0 records out
18874368 bytes (19 MB, 18 MiB) copied, 0.9 s, 21.0 MB/s
`;
    expect(diskSpeedFact.parse(text)).toEqual({ writeMbps: 0.4, readMbps: 21 });
  });
});
