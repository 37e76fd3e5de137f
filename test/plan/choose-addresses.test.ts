import { describe, expect, it } from 'vitest';
import { chooseAddresses } from '../../src/plan/choose-addresses.ts';

const at = (device: string, address: string, prefix = 24) => ({ device, address, prefix });
const choose = (...nodes: { name: string; addresses: ReturnType<typeof at>[]; fixed?: string }[]) =>
  Object.fromEntries(chooseAddresses(nodes));

describe('the address of a node inside the cluster', () => {
  it('is on the network that all nodes share, though the master has a second one', () => {
    const master = { name: 'red', addresses: [at('wlan0', '192.168.7.20'), at('eth0', '10.1.1.1')] };
    const worker = { name: 'red01', addresses: [at('eth0', '10.1.1.2')] };
    expect(choose(master, worker)).toEqual({ red: '10.1.1.1', red01: '10.1.1.2' });
  });

  it('is the wired one where both networks are shared', () => {
    const node = (name: string, last: number) => ({
      name,
      addresses: [at('wlan0', `192.168.7.${last}`), at('eth0', `10.1.1.${last}`)],
    });
    expect(choose(node('red', 1), node('red01', 2))).toEqual({ red: '10.1.1.1', red01: '10.1.1.2' });
  });

  it('is never that of a bridge for containers', () => {
    expect(choose({ name: 'red', addresses: [at('docker0', '172.17.0.1', 16), at('eth0', '10.1.1.1')] })).toEqual({
      red: '10.1.1.1',
    });
  });

  it('is the first of each node where none is shared', () => {
    const one = { name: 'red', addresses: [at('eth0', '10.1.1.1')] };
    const other = { name: 'blue', addresses: [at('eth0', '10.2.2.2')] };
    expect(choose(one, other)).toEqual({ red: '10.1.1.1', blue: '10.2.2.2' });
  });

  it('is what the operator fixed', () => {
    const fixed = { name: 'red', addresses: [at('eth0', '10.1.1.1')], fixed: '10.9.9.9' };
    expect(choose(fixed)).toEqual({ red: '10.9.9.9' });
  });

  it('may be of version 6 where there is no other', () => {
    expect(choose({ name: 'red', addresses: [at('eth0', 'fd00::2', 64)] })).toEqual({ red: 'fd00::2' });
  });

  it('does not take a wider network for a shared one', () => {
    const one = { name: 'red', addresses: [at('eth0', '10.1.1.1', 25)] };
    const other = { name: 'blue', addresses: [at('wlan0', '192.168.1.9'), at('eth1', '10.1.1.200', 25)] };
    expect(choose(one, other)).toEqual({ red: '10.1.1.1', blue: '10.1.1.200' });
  });
});
