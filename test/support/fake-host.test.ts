import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.ts';
import { BrambleError } from '../../src/errors.ts';
import { httpGet } from '../../src/host/http-get.ts';
import { FakeHost } from './fake-host.ts';

describe('FakeHost', () => {
  it('answers what it was told and records what ran', async () => {
    const host = new FakeHost().answers(['uname', '-m'], { stdout: 'aarch64\n' });
    expect(await host.run(['uname', '-m'], { sudo: true })).toEqual({ exitCode: 0, stdout: 'aarch64\n', stderr: '' });
    expect(host.ran).toEqual([{ argv: ['uname', '-m'], sudo: true, stdin: '' }]);
    expect(host.lines).toEqual(['sudo uname -m']);
  });

  it('throws on a command that it was not told, also when only the words are split otherwise', async () => {
    const host = new FakeHost().answers(['echo', 'a b']);
    await expect(host.run(['echo', 'a', 'b'])).rejects.toThrow('red was not told how to answer: echo a b');
  });

  it('throws on an upload to a path that it was not told', async () => {
    await expect(new FakeHost().upload('/here', '/there')).rejects.toThrow('red was not told to take /there');
  });

  it('records uploads to paths that it was told', async () => {
    const host = new FakeHost().takes('/there');
    await host.upload('/here', '/there');
    expect(host.uploads).toEqual([{ localPath: '/here', remotePath: '/there' }]);
  });

  it('gives one answer after the other and then the last again', async () => {
    const host = new FakeHost().answers(['x'], { exitCode: 10 }, { exitCode: 0 });
    const codes = [await host.run(['x']), await host.run(['x']), await host.run(['x'])].map(({ exitCode }) => exitCode);
    expect(codes).toEqual([10, 0, 0]);
  });

  it('fails as it was told to', async () => {
    const lost = new BrambleError('HOST_LOST', 'gone');
    await expect(new FakeHost().answers(['x'], lost).run(['x'])).rejects.toBe(lost);
    await expect(new FakeHost().takes('/x', lost).upload('/y', '/x')).rejects.toBe(lost);
  });

  it('computes an answer from what it was given, secrets included', async () => {
    const host = new FakeHost().answers(['cat'], ({ stdin }) => ({ stdout: stdin.toUpperCase() }));
    expect((await host.run(['cat'], { stdin: new Secret('abc') })).stdout).toBe('ABC');
  });

  it('serves pages and refuses every other port', async () => {
    const host = new FakeHost().serves('http://10.0.0.1:8080/json/?a=1', '{}');
    expect(await httpGet(host, { address: '10.0.0.1', port: 8080, path: '/json/?a=1' })).toEqual({
      status: 200,
      body: '{}',
    });
    expect((await httpGet(host, { address: '10.0.0.1', port: 8080, path: '/' })).status).toBe(404);
    await expect(httpGet(host, { address: '10.0.0.1', port: 8081, path: '/' })).rejects.toThrow('does not answer');
  });

  it('is of no use after it was closed', async () => {
    const host = new FakeHost().answers(['true']);
    await host.close();
    await expect(host.run(['true'])).rejects.toThrow('used after close()');
  });
});
