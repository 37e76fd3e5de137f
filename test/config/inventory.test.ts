import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../src/config/inventory.ts';

const inventory = readFileSync(new URL('../fixtures/inventory/inventory-red.yaml', import.meta.url), 'utf8');

describe('an inventory of cloudmesh', () => {
  it('gives the hosts, their addresses inside the cluster, the manager as master, and the private key', () => {
    expect(parseInventory(inventory, 'inventory-red.yaml')).toEqual({
      hosts: [
        { name: 'red', 'cluster-address': '10.1.1.1' },
        { name: 'red01', 'cluster-address': '10.1.1.2' },
        { name: 'red02' },
      ],
      master: 'red',
      'identity-file': '~/.ssh/id_rsa',
    });
  });

  it.each([
    ['nothing', '', 'is missing'],
    ['a list', '- red\n', 'must be'],
    ['hosts that are text', 'red: yes\n', 'line'],
    ['a tab', 'red:\n\thost: red\n', 'line 2: a tab'],
  ])('with %s is refused', (_, content, why) => {
    expect(() => parseInventory(content, 'x.yaml')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => parseInventory(content, 'x.yaml')).toThrow(/^x\.yaml: /);
    expect(() => parseInventory(content, 'x.yaml')).toThrow(why);
  });
});
