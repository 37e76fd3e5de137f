import { describe, expect, it } from 'vitest';
import { checkJobOptions, checkJobSource, expectedOf, parseCheckJob } from '../../src/verify/check-job.ts';

describe('the check job', () => {
  it('expects what adding up by hand gives', () => {
    let sum = 0;
    for (let n = 0; n < 100_000; n++) sum += n * n;
    expect(expectedOf({ input: undefined })).toBe(sum);
  });

  it('makes four parts for each worker, so that none can be left out', () => {
    expect(checkJobSource({ master: 'own', workers: 3, input: undefined })).toContain('numSlices=12');
    expect(checkJobSource({ master: 'own', workers: 3, input: '/f' })).toContain('textFile("/f", 12)');
    expect(checkJobOptions({ master: 'own', workers: 3 })).toContain('spark.cores.max=3');
    expect(checkJobOptions({ master: 'yarn', workers: 3 })).toContain('spark.executor.instances=1');
  });

  it('finds its line among what Spark prints', () => {
    const output = '26/11/22 INFO SparkContext\nBRAMBLE-CHECK {"value": 7, "tasks": {"red": 2}}\nINFO stopped\n';
    expect(parseCheckJob(output)).toEqual({ value: 7, tasksByNode: { red: 2 } });
  });

  it('has no value where the job never printed', () => {
    expect(parseCheckJob('Traceback')).toEqual({ value: undefined, tasksByNode: {} });
  });
});
