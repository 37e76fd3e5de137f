import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/domain/target.ts';
import { type Endpoint, resolveEndpoint } from '../../src/host/endpoint.ts';
import { sshConfigOf } from '../support/ssh-config-of.ts';

const red: Target = { name: 'red', address: 'red.local' };
const resolve = (target: Target, text = '', wishes = {}) =>
  resolveEndpoint(target, { sshConfig: sshConfigOf(text), ...wishes });
const login = ({ user, hostName, port }: Endpoint) => `${user}@${hostName}:${port}`;

/** The way to an endpoint, first hop first. */
function way(endpoint: Endpoint): string[] {
  const { via } = endpoint;
  return [...(via?.kind === 'jump' ? way(via.endpoint) : via ? [via.command] : []), login(endpoint)];
}

describe('resolveEndpoint', () => {
  it('takes the account of the operator, port 22 and the usual keys where nothing is said', () => {
    expect(resolve(red)).toMatchObject({
      name: 'red',
      hostName: 'red.local',
      port: 22,
      user: 'alice',
      identityFiles: ['/home/alice/.ssh/id_ed25519', '/home/alice/.ssh/id_ecdsa', '/home/alice/.ssh/id_rsa'],
      namesIdentities: false,
      keyName: 'red.local',
      via: undefined,
    });
  });

  it('takes what the host list says before the options, and the options before ~/.ssh/config', () => {
    const text = 'Host red.local\n  User config\n  Port 3\n';
    expect(login(resolve(red, text))).toBe('config@red.local:3');
    expect(login(resolve(red, text, { user: 'option', port: 2 }))).toBe('option@red.local:2');
    expect(login(resolve({ ...red, user: 'list', port: 1 }, text, { user: 'option', port: 2 }))).toBe(
      'list@red.local:1',
    );
  });

  it('tries the keys of -i before those of ~/.ssh/config, and then not the usual ones', () => {
    const endpoint = resolve(red, 'IdentityFile ~/.ssh/pi\n', { identityFiles: ['/given'] });
    expect(endpoint).toMatchObject({ identityFiles: ['/given', '/home/alice/.ssh/pi'], namesIdentities: true });
  });

  it.each([
    ['red', 22, 'red'],
    ['RED', 22, 'red'],
    ['red', 2222, '[red]:2222'],
    ['fe80::1', 22, 'fe80::1'],
    ['fe80::1', 2222, '[fe80::1]:2222'],
  ])('looks up the key of %s port %d as known_hosts files write it', (address, port, name) => {
    expect(resolve({ name: 'x', address, port }).keyName).toBe(name);
  });

  it('looks up the key under HostKeyAlias', () => {
    expect(resolve({ ...red, port: 2222 }, 'HostKeyAlias red-pi\n').keyName).toBe('red-pi');
  });

  it('goes through a chain of jump hosts, each with its own settings', () => {
    const text = 'Host red.local\n  ProxyJump first,me@second:2022\nHost first\n  User gate\n  HostName 192.0.2.1\n';
    expect(way(resolve(red, text))).toEqual(['gate@192.0.2.1:22', 'me@second:2022', 'alice@red.local:22']);
  });

  it('goes through the jump host of a jump host', () => {
    const text = 'Host red.local\n  ProxyJump second\nHost second\n  ProxyJump first\n';
    expect(way(resolve(red, text))).toEqual(['alice@first:22', 'alice@second:22', 'alice@red.local:22']);
  });

  it('goes straight where the configuration says none', () => {
    const text = 'Host red.local\n  ProxyJump none\nHost *\n  ProxyJump gate\n';
    expect(way(resolve(red, text))).toEqual(['alice@red.local:22']);
  });

  it('reaches a jump host of the same cluster as the cluster does', () => {
    const cluster = [
      { name: 'red', address: '10.73.0.10', user: 'pi' },
      { name: 'red01', address: 'red01' },
    ];
    const endpoint = resolve({ name: 'red01', address: 'red01' }, 'Host red01\n  ProxyJump red\n', { cluster });
    expect(way(endpoint)).toEqual(['pi@10.73.0.10:22', 'alice@red01:22']);
  });

  it('runs a ProxyCommand with its tokens filled in', () => {
    expect(way(resolve(red, 'ProxyCommand nc -X 5 %h %p # %r\n'))[0]).toMatch(/^nc -X 5 red.local 22/);
  });

  it('refuses jump hosts that lead in a circle, and names them', () => {
    const text = 'Host red.local\n  ProxyJump a\nHost a\n  ProxyJump b\nHost b\n  ProxyJump a\n';
    expect(() => resolve(red, text)).toThrow('ProxyJump leads in a circle: red.local → a → b → a');
    expect(() => resolve(red, 'Host *\n  ProxyJump gate\n')).toThrow('red.local → gate → gate');
  });

  it('refuses a hop that cannot be read', () => {
    expect(() => resolve(red, 'ProxyJump a:b:c\n')).toThrow('ProxyJump names a hop that cannot be read: "a:b:c"');
  });
});
