import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostNamesOf, refuseOpenHttp } from '../../src/api/serve-address.ts';
import { isToken, readOrMakeToken } from '../../src/api/token.ts';
import { keys } from '../../src/domain/keys.ts';
import { serverPort } from '../../src/domain/server.ts';

describe('where the server listens', () => {
  it.each([
    [{ host: '127.0.0.1' }, undefined],
    [{ host: '::1' }, undefined],
    [{ host: '0.0.0.0', insecureHttp: true }, undefined],
    [{ host: '0.0.0.0', tlsCert: 'a', tlsKey: 'b' }, undefined],
    [{ host: '0.0.0.0' }, /can read the token/],
    [{ host: '192.168.1.4' }, /can read the token/],
    [{ host: '127.0.0.1', tlsCert: 'a' }, /belong together/],
  ])('%j is refused with %s', (options, message) => {
    const refuse = () => refuseOpenHttp(options);
    if (message === undefined) expect(refuse).not.toThrow();
    else expect(refuse).toThrow(message);
  });

  it('goes by its own names only', () => {
    expect([...hostNamesOf({ host: '127.0.0.1', allowHost: ['Pi.Lan'] })]).toEqual([
      'localhost',
      '127.0.0.1',
      '[::1]',
      'pi.lan',
    ]);
    expect(hostNamesOf({ host: '0.0.0.0' }).size).toBeGreaterThan(4);
  });

  it('takes no port of Spark or Hadoop', () => {
    expect(keys.filter(({ default: preset }) => preset === String(serverPort))).toEqual([]);
  });
});

describe('the token', () => {
  it('is made once, for its owner only, and refused where others may read it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bramble-token-'));
    const path = join(folder, 'server/token');
    const token = await readOrMakeToken(path);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readOrMakeToken(path)).toBe(token);
    await chmod(path, 0o640);
    await expect(readOrMakeToken(path)).rejects.toThrow(/others may read/);
    await rm(folder, { recursive: true });
  });

  it('is compared whole', () => {
    expect([isToken('abc', 'abc'), isToken('abd', 'abc'), isToken('ab', 'abc'), isToken('', 'abc')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
