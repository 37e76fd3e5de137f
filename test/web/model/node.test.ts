import { describe, expect, it } from 'vitest';
import { describeNodes, glanceAt } from '../../../web/src/model/node.ts';
import { blankHost, installedSpark, runningService, stoppedService } from '../../support/facts.ts';

const spark = (services: Parameters<typeof installedSpark>[0]) => ({ installed: { spark: installedSpark(services) } });
const well = blankHost(spark({ services: { worker: runningService } }));
const describeOne = (facts: typeof well, maintenance: string[] = []) =>
  describeNodes([{ host: 'red', roles: ['worker'], facts }], maintenance)[0];

describe('describeNodes', () => {
  it('says of a node on which all is well just that', () => {
    expect(describeOne(well)).toEqual({
      host: 'red',
      roles: [{ role: 'worker', text: 'up', wellness: 'well', hasPage: true }],
      wellness: 'well',
      verdict: 'well',
      away: undefined,
      inMaintenance: false,
      seen: {
        memoryTaken: expect.closeTo(0.13, 2),
        memory: { text: '3.2 of 3.7 GB free', wellness: 'well' },
        load: { text: '0.10', wellness: 'well' },
        temperature: { text: '48.3 °C', wellness: 'well' },
        throttling: { text: 'none', wellness: 'well' },
        installed: ['spark 4.2.0, tarball'],
        machine: 'Raspberry Pi 4 Model B Rev 1.5',
        lockedBy: '',
      },
    });
  });

  it.each([
    ['a board that gets warm', { temperatureC: 70 }, 'strained'],
    ['a board that is hot', { temperatureC: 80 }, 'ill'],
    ['power that was weak once', { throttled: 0x10000 }, 'strained'],
    ['power that is weak now', { throttled: 0x50005 }, 'ill'],
    ['much load', { load: 8 }, 'strained'],
    ['no sensor and no firmware', { temperatureC: undefined, throttled: undefined }, 'well'],
  ])('tells %s', (_what, health, wellness) => {
    expect(describeOne({ ...well, health: { ...well.health, ...health } })?.wellness).toBe(wellness);
  });

  it.each([
    ['a daemon that stands still', spark({ services: { worker: stoppedService } }), 'inactive'],
    ['a component that is not there', { installed: {} }, 'missing'],
  ])('tells %s, whose page cannot be opened', (_what, change, text) => {
    const node = describeOne({ ...well, ...change });
    expect(node?.wellness).toBe('ill');
    expect(node?.roles).toEqual([{ role: 'worker', text, wellness: 'ill', hasPage: false }]);
  });

  it('expects no daemon of a node in maintenance', () => {
    const stopped = { ...well, ...spark({ services: { worker: stoppedService } }) };
    expect(describeOne(stopped, ['red'])).toMatchObject({ wellness: 'strained', inMaintenance: true });
  });

  it('tells all nodes in one line', () => {
    const away = { host: 'red02', roles: ['worker'], error: { code: 'HOST_TIMEOUT', message: 'no' } } as const;
    const nodes = describeNodes([{ host: 'red', roles: ['worker'], facts: well }, away, { ...away, host: 'red03' }]);
    expect(glanceAt(nodes)).toEqual({ text: 'away: red02, red03', wellness: 'ill' });
    expect(glanceAt(nodes.slice(0, 1))).toEqual({ text: '1 node up and well', wellness: 'well' });
  });

  it('names the channel that a component came from', () => {
    const noted = { payloadId: 'p', packaging: 'tarball', sha256: '', channel: '4.2/stable', revision: 3 } as const;
    const record = { version: 1, cluster: 'red', node: 'red', spec: {}, components: { spark: noted } } as const;
    expect(describeOne({ ...well, record })?.seen?.installed).toEqual(['spark 4.2.0, tarball from 4.2/stable']);
  });

  it.each([
    ['HOST_TIMEOUT', /is it on/],
    ['SUDO_FAILED', /sudo password/],
    ['HOST_KEY_CHANGED', /which machine it is/],
  ] as const)('says what to do about %s', (code, tryThis) => {
    const [node] = describeNodes([{ host: 'red', roles: ['worker'], error: { code, message: 'no' } }]);
    expect(node).toMatchObject({ wellness: 'ill', seen: undefined, away: { why: 'no' } });
    expect(node?.away?.tryThis).toMatch(tryThis);
  });
});
