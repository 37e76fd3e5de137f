import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findKnownKeys, fingerprintOf, judgeHostKey, orderAlgorithms } from '../../src/host/known-hosts.ts';
import { makeKey } from '../support/sshd.ts';

const folder = mkdtempSync(join(tmpdir(), 'bramble-known-'));
const publicKey = (name: string, type = 'ed25519') => {
  makeKey(join(folder, name), { type });
  const [keyType = '', base64 = ''] = readFileSync(join(folder, `${name}.pub`), 'utf8').split(' ');
  return { keyType, base64, wire: Buffer.from(base64, 'base64'), line: `${keyType} ${base64}` };
};
const one = publicKey('one');
const other = publicKey('other');
const ecdsa = publicKey('ecdsa', 'ecdsa');
const fingerprint = execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'one.pub')], { encoding: 'utf8' });
const hashed = hashedLine(`red,[red]:2222 ${one.line}\n`);
rmSync(folder, { recursive: true });

function hashedLine(text: string): string {
  writeFileSync(join(folder, 'known'), text);
  execFileSync('ssh-keygen', ['-q', '-H', '-f', join(folder, 'known')], { stdio: 'ignore' });
  return readFileSync(join(folder, 'known'), 'utf8');
}

const find = (text: string, name = 'red') => findKnownKeys(text, 'known_hosts', name);

describe('findKnownKeys', () => {
  it.each([
    ['a plain name', `red ${one.line}`, 'red'],
    ['one of several names', `blue,red,10.0.0.1 ${one.line}`, 'red'],
    ['a name with a port', `[red]:2222 ${one.line}`, '[red]:2222'],
    ['an IPv6 address with a port', `[fe80::1]:2222 ${one.line}`, '[fe80::1]:2222'],
    ['a pattern', `*.local ${one.line}`, 'red.local'],
    ['another case', `RED ${one.line}`, 'red'],
    ['a comment behind the key', `red ${one.line} root@red`, 'red'],
    ['a hashed name, as ssh-keygen -H writes it', hashed, 'red'],
    ['a hashed name with a port', hashed, '[red]:2222'],
  ])('understands %s', (_what, text, name) => {
    expect(find(text, name).map(({ base64 }) => base64)).toEqual([one.base64]);
  });

  it.each([
    ['another host', `blue ${one.line}`],
    ['the same host on another port', `[red]:2222 ${one.line}`],
    ['a pattern that leaves the host out', `*,!red ${one.line}`],
    ['a comment', `#red ${one.line}`],
    ['half a line', 'red ssh-ed25519'],
    ['a certificate authority', `@cert-authority red ${one.line}`],
    ['garbage', '\u0000\u0001 |1|x ]['],
    ['nothing', ''],
  ])('finds nothing in %s', (_what, text) => {
    expect(find(text)).toEqual([]);
  });

  it('tells the line', () => {
    expect(find(`# ours\n\nblue ${one.line}\nred ${one.line}\n`)).toMatchObject([{ file: 'known_hosts', line: 4 }]);
  });
});

describe('judgeHostKey', () => {
  it('knows the key that stands in any of the files', () => {
    const known = [...find(`red ${other.line}`), ...find(`red ${one.line}`)];
    expect(judgeHostKey(one.wire, known)).toEqual({ kind: 'known' });
  });

  it('takes a host that is in no file as new', () => {
    expect(judgeHostKey(one.wire, [])).toEqual({ kind: 'new' });
  });

  it('sees a changed key, and names the line of the same type', () => {
    const known = find(`red ${ecdsa.line}\nred ${other.line}`);
    expect(judgeHostKey(one.wire, known)).toMatchObject({ kind: 'changed', key: { line: 2 } });
  });

  it('does not trust a host that shows a key of another type than all that are known', () => {
    expect(judgeHostKey(one.wire, find(`red ${ecdsa.line}`))).toMatchObject({ kind: 'changed' });
  });

  it('refuses a revoked key, even where it is known elsewhere', () => {
    const known = find(`red ${one.line}\n@revoked * ${one.line}`);
    expect(judgeHostKey(one.wire, known)).toMatchObject({ kind: 'revoked', key: { line: 2 } });
  });
});

describe('orderAlgorithms', () => {
  it('asks for ed25519 first where nothing is known', () => {
    expect(orderAlgorithms([])[0]).toBe('ssh-ed25519');
  });

  it('asks for the types that are known first', () => {
    expect(orderAlgorithms(find(`red ${ecdsa.line}`))[0]).toBe('ecdsa-sha2-nistp256');
    expect(orderAlgorithms(find('red ssh-rsa AAAA')).slice(0, 2)).toEqual(['rsa-sha2-512', 'rsa-sha2-256']);
  });
});

describe('fingerprintOf', () => {
  it('is the one that ssh-keygen prints', () => {
    const { sha256, keyType } = fingerprintOf('red', one.wire);
    expect(fingerprint).toContain(` ${sha256} `);
    expect(keyType).toBe('ssh-ed25519');
  });
});
