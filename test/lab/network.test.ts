import { describe, expect, it } from 'vitest';
import { addressOf, bridgeOf, freeOctet, freeSubnets, linkOf, macOf, parseBridge } from '../../src/lab/network.ts';

describe('the network of a lab', () => {
  it('names everything after one number', () => {
    expect([addressOf(7, 10), bridgeOf(7), linkOf(7, 10)]).toEqual(['10.73.7.10', 'brlab7', 'brlab7h10']);
    expect(macOf(255, 10)).toBe('02:62:72:00:ff:0a');
  });

  it('keeps interface names within the 15 characters of the kernel', () => {
    expect(linkOf(255, 254).length).toBeLessThanOrEqual(15);
  });

  it('knows its bridges from other ones', () => {
    expect(['brlab0', 'brlab255', 'br0', 'brlab', 'brlab1h10', 'xbrlab1'].map(parseBridge)).toEqual([
      0,
      255,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a free network', () => {
  it('is none that another lab has', () => {
    expect(freeSubnets([0, 2], []).slice(0, 3)).toEqual([1, 3, 4]);
  });

  it.each([
    ['the network itself', '10.73.0.0/24', 1],
    ['an address in it', '10.73.0.9', 1],
    ['a part of it', '10.73.0.128/25', 1],
    ['a larger network around it', '10.73.0.0/22', 4],
  ])('is none that a route leads into: %s', (_, route, first) => {
    expect(freeSubnets([], [route])[0]).toBe(first);
  });

  it('may lie beside routes, and the default route does not count', () => {
    expect(freeSubnets([], ['default', '0.0.0.0/0', '10.72.0.0/16', '192.168.1.0/24', 'fe80::/64'])[0]).toBe(0);
  });

  it('does not exist where a route covers all of them', () => {
    expect(freeSubnets([], ['10.0.0.0/8'])).toEqual([]);
  });
});

describe('the address of a host', () => {
  it('is the lowest that is free, from .10 on', () => {
    expect(freeOctet([])).toBe(10);
    expect(freeOctet([10, 12])).toBe(11);
  });

  it('ends before the broadcast address', () => {
    expect(freeOctet(Array.from({ length: 245 }, (_, index) => 10 + index))).toBeUndefined();
  });
});
