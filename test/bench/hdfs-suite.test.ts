import { describe, expect, it } from 'vitest';
import { hdfsSequences } from '../../src/bench/hdfs-suite.ts';
import { hostThat, inventBench } from '../support/invented-bench.ts';

const printed = (missed: number) => `   Successful file operations: 20
# maps that missed the barrier: ${missed}
# exceptions: 0
RAW DATA: TPS Total (ms): 500
BRAMBLE-BENCH 31.5
`;

describe('NNBench', () => {
  const operatorsClock = Date.now() / 1000;

  /** A node whose clock is an hour behind, where the map task is late so many times. */
  async function create(late: number) {
    const starts: number[] = [];
    const host = hostThat(async (argv) => {
      if (argv[0] === 'date') return { exitCode: 0, stdout: `${Math.round(operatorsClock) - 3600}\n`, stderr: '' };
      starts.push(Number(argv[argv.indexOf('-startTime') + 1]));
      return { exitCode: 0, stdout: printed(starts.length <= late ? 1 : 0), stderr: '' };
    });
    const bench = inventBench({ red: { roles: ['namenode', 'datanode', 'resourcemanager', 'nodemanager'], host } });
    const step = hdfsSequences(bench)
      .flat()
      .find(({ heads }) => heads[0]?.benchmark === 'nn-create');
    return { outcome: (await step?.run())?.[0], delays: starts.map((at) => at - Math.round(operatorsClock) + 3600) };
  }

  it('begins by the clock of the cluster, whatever that of the operator shows', async () => {
    expect(await create(0)).toEqual({ outcome: { value: 40, valid: true }, delays: [20] });
  });

  it('is given more time where its task comes late, and is not valid where it always does', async () => {
    expect((await create(1)).delays).toEqual([20, 60]);
    expect(await create(9)).toMatchObject({ outcome: { valid: false }, delays: [20, 60, 180] });
  });
});
