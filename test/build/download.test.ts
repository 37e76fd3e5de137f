import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../../src/build/cache-folder.ts';
import { download, isReachable, mustMatch } from '../../src/build/download.ts';

const content = 'an archive of some length';
const checksum = { algorithm: 'sha512', hex: createHash('sha512').update(content).digest('hex') } as const;
const options = { onProgress: () => {} };

let cache: string;
let server: Server;
let base: string;
let asked: string[];

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'bramble-download-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.range ?? 'all'}`);
    if (request.url?.startsWith('/gone')) return void response.writeHead(404).end();
    const text = request.url?.startsWith('/bad') ? 'something else' : content;
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': text.length - start }).end(text.slice(start));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has one
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(cache, { recursive: true });
});

describe('download', () => {
  it('fetches once, and then only checks what it has', async () => {
    const path = await download([`${base}/a.tgz`], checksum, options);
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(await download([`${base}/a.tgz`], checksum, options)).toBe(path);
    expect(asked).toEqual(['GET /a.tgz all']);
  });

  it('takes the next address where one fails', async () => {
    const path = await download([`${base}/gone/a.tgz`, `${base}/a.tgz`], checksum, options);
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('goes on where an earlier attempt stopped', async () => {
    await writeFile(join(await cacheFolder('downloads'), 'a.tgz.part'), content.slice(0, 10));
    const path = await download([`${base}/a.tgz`], checksum, options);
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(asked).toEqual(['GET /a.tgz bytes=10-']);
  });

  it('names the address and both sums of a damaged file, and keeps nothing of it', async () => {
    await expect(download([`${base}/bad/a.tgz`], checksum, options)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      evidence: expect.stringMatching(
        new RegExp(`${base}/bad/a.tgz.*damaged[^]*${checksum.hex}`) as unknown as string,
      ) as unknown,
    });
    expect(await download([`${base}/a.tgz`], checksum, options)).toContain('a.tgz');
    expect(asked).toEqual(['GET /bad/a.tgz all', 'GET /a.tgz all']);
  });

  it('fetches again what was damaged in the cache', async () => {
    const path = await download([`${base}/a.tgz`], checksum, options);
    await writeFile(path, 'rotten');
    await download([`${base}/a.tgz`], checksum, options);
    expect(await readFile(path, 'utf8')).toBe(content);
  });
});

describe('mustMatch', () => {
  it('refuses a file of another sum', async () => {
    const path = join(cache, 'file');
    await writeFile(path, 'x');
    await expect(mustMatch(path, checksum)).rejects.toThrow(`${path} is damaged or not the file that is wanted`);
  });
});

describe('isReachable', () => {
  it('tells a site that answers from one that does not', async () => {
    expect(await isReachable([`${base}/a.tgz`])).toBe(true);
    expect(await isReachable([`${base}/gone`, 'http://127.0.0.1:1/a'])).toBe(false);
  });
});
