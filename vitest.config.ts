import { defineConfig } from 'vitest/config';

const minuteMs = 60_000;

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
          // Many start processes, which take their time on a machine that is busy.
          testTimeout: minuteMs / 2,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: minuteMs,
          hookTimeout: 2 * minuteMs,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 10 * minuteMs,
          hookTimeout: 15 * minuteMs,
        },
      },
    ],
  },
});
