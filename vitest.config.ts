import { defineConfig } from 'vitest/config';

const minuteMs = 60_000;

/** What is waited for may take its time on a machine that is busy; a second is what vitest waits by itself. */
const expect = { poll: { timeout: minuteMs / 4 } };

export default defineConfig({
  test: {
    // More than a small machine has cores: most tests wait for processes and for time limits.
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{e2e,package}/**'],
          // Files share what they import, which would take longer than most of them: each puts back what it changes.
          isolate: false,
          // Many start processes, which take their time on a machine that is busy.
          testTimeout: minuteMs / 2,
          expect,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: minuteMs,
          expect,
          hookTimeout: 2 * minuteMs,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 10 * minuteMs,
          expect,
          hookTimeout: 15 * minuteMs,
        },
      },
    ],
  },
});
