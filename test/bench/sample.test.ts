import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseSample, sampleScript } from '../../src/bench/sample.ts';

const ask = async (thoroughly: boolean) => {
  const { stdout } = await promisify(execFile)('sh', ['-c', sampleScript({ thoroughly })]);
  return parseSample('here', stdout, { thoroughly });
};

describe('a sample of this machine', () => {
  it('tells its load', async () => {
    const { health, busy } = await ask(false);
    expect(health.load).toBeGreaterThanOrEqual(0);
    expect(health.uptimeSeconds).toBeGreaterThan(0);
    expect(busy).toBe(0);
  });

  it('tells how busy it was in one second, as a share', async () => {
    const { busy } = await ask(true);
    expect(busy).toBeGreaterThanOrEqual(0);
    expect(busy).toBeLessThanOrEqual(1);
  });
});

describe('what a node printed', () => {
  it('is read: clocks in MHz, and busy by the jiffies that passed', () => {
    const text = {
      health: 'load=0.52\nuptime=81.2\ntemperature=48300\nthrottled=0x50000\n',
      clocksMhz: '1800000\n600000\n',
      busy: 'cpu  100 0 100 800 0 0 0 0 0 0\ncpu  160 0 120 910 10 0 0 0 0 0\n',
    };
    expect(parseSample('red', JSON.stringify(text), { thoroughly: true })).toEqual({
      health: { load: 0.52, uptimeSeconds: 81.2, temperatureC: 48.3, throttled: 0x50000 },
      clocksMhz: [1800, 600],
      busy: expect.closeTo(0.45),
    });
  });
});
