import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseLabHosts, findLabHosts, type RegisteredLab, readRegistry } from '../../src/lab/registry.ts';

const state = mkdtempSync(join(tmpdir(), 'registry-'));
afterAll(() => rmSync(state, { recursive: true }));
const env = { XDG_STATE_HOME: state };

const lab = (name: string, hosts: readonly string[]): RegisteredLab => ({
  version: 1,
  name,
  hosts: hosts.map((host, index) => ({ name: host, address: `10.73.0.${10 + index}`, os: 'ubuntu' })),
  user: 'pi',
  identityFile: `/labs/${name}/key`,
  knownHosts: `/labs/${name}/known_hosts`,
});
const allUp = () => true;

describe('hosts of a lab', () => {
  it('are told from other names, with the way to reach them', () => {
    expect(chooseLabHosts(['red01', 'blue'], [lab('one', ['red', 'red01'])], allUp)).toEqual(
      new Map([
        [
          'red01',
          {
            lab: 'one',
            address: '10.73.0.11',
            user: 'pi',
            identityFile: '/labs/one/key',
            knownHosts: '/labs/one/known_hosts',
          },
        ],
      ]),
    );
  });

  it('count as long as one of their lab is up: one that is off is to be told of as one that does not answer', () => {
    const labs = [lab('one', ['red', 'red01'])];
    expect([...chooseLabHosts(['red01'], labs, (_, host) => host === 'red').keys()]).toEqual(['red01']);
    expect(chooseLabHosts(['red', 'red01'], labs, () => false).size).toBe(0);
  });

  it('are those that are up where another lab has the name, too', () => {
    const labs = [lab('one', ['red', 'red01']), lab('two', ['red01'])];
    const isUp = (name: string, host: string) => name === 'two' || host === 'red';
    expect(chooseLabHosts(['red01'], labs, isUp).get('red01')?.lab).toBe('two');
  });

  it('must be in one lab', () => {
    const labs = [lab('one', ['red']), lab('two', ['red'])];
    expect(() => chooseLabHosts(['red'], labs, allUp)).toThrow('the labs one and two both have a host of that name');
    expect(chooseLabHosts(['red'], labs, (name) => name === 'two').get('red')?.lab).toBe('two');
  });
});

describe('the registry', () => {
  const write = (name: string, text: string) => {
    mkdirSync(join(state, 'bramble/labs', name), { recursive: true });
    writeFileSync(join(state, 'bramble/labs', name, 'lab.json'), text);
  };

  it('is empty where there is none', () => {
    expect(readRegistry({ XDG_STATE_HOME: '/nowhere' })).toEqual([]);
  });

  it('holds whole labs of the version that is known, and overlooks the rest', () => {
    write('one', JSON.stringify(lab('one', ['red'])));
    write('half', '{"version":1,"na');
    write('later', JSON.stringify({ ...lab('later', []), version: 2 }));
    expect(readRegistry(env).map(({ name }) => name)).toEqual(['one']);
  });

  it('finds no host of a lab that does not run, as after a reboot of the machine', () => {
    write('one', JSON.stringify(lab('one', ['red'])));
    expect(findLabHosts(['red'], env).size).toBe(0);
  });
});
