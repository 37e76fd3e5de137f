import type { ExamFacts } from '../../src/domain/exam.ts';

/** What an examination finds on a Pi 4 in good order; change what the case is about. */
export function soundExam(change: Partial<ExamFacts> = {}): ExamFacts {
  return {
    pageBytes: 4096,
    hasMemoryController: true,
    swap: [{ device: '/dev/zram0', totalMb: 2047, usedMb: 0 }],
    timeSync: { isContainer: false, canSync: true, isOn: true, isInSync: true },
    packageCacheMb: 3,
    snapStore: 'no-snapd',
    diskSpeed: { writeMbps: 24.1, readMbps: 43.7 },
    ...change,
  };
}
