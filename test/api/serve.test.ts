import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ServeOptions, type Serving, serve } from '../../src/api/serve.ts';

let home: string;
const file = (name: string) => join(home, name);
const reach = { identityFiles: [], timeoutMs: undefined };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bramble-serve-'));
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  for (const name of ['red', 'blue']) makeCertificate(name);
  await writeFile(file('text.pem'), 'no certificate');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('a server with a certificate', () => {
  it('speaks TLS, and does not forbid other ports of its name to speak without', async () => {
    const serving = await serveWith({ tlsCert: file('red.crt'), tlsKey: file('red.key') });
    expect(serving.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
    const { status, headers } = await get(`${serving.url}api/v1/clusters`, serving.token);
    expect([status, headers['strict-transport-security']]).toEqual([200, undefined]);
    await serving.close();
  });

  it.each([
    ['a key of another one', 'red.crt', 'blue.key'],
    ['a file that is none', 'text.pem', 'red.key'],
    ['a file that is not there', 'none.crt', 'red.key'],
  ])('is refused with %s, and leaves nothing open', async (_what, cert, key) => {
    const starting = serveWith({ tlsCert: file(cert), tlsKey: file(key) });
    await expect(starting).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(file(cert)) });
    await (await serveWith({})).close();
  });

  it('that listens to all networks names the addresses by which it is found', async () => {
    const tls = { tlsCert: file('red.crt'), tlsKey: file('red.key') };
    const { url, otherUrls, close } = await serveWith({ ...tls, host: '0.0.0.0', allowHost: ['pi.example'] });
    expect(url).toMatch(/^https:\/\/pi\.example:\d+\/$/);
    expect(otherUrls[0]).toMatch(new RegExp(`^https://${hostname()}:`, 'i'));
    expect([url, ...otherUrls].join()).not.toContain('0.0.0.0');
    await close();
  });
});

describe('a server whose port is taken', () => {
  it('says so, and lets go of the records', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // it listens on TCP
    await expect(serveWith({ port })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('listen'),
    });
    other.close();
    await (await serveWith({})).close();
  });
});

function serveWith(options: Partial<ServeOptions>): Promise<Serving> {
  return serve({ host: '127.0.0.1', port: 0, reach, ...options });
}

function makeCertificate(name: string): void {
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const files = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)];
  const names = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...words, ...files, ...names], { stdio: 'ignore' });
}

async function get(url: string, token: string) {
  const ca = await readFile(file('red.crt'));
  const headers = { authorization: `Bearer ${token}` };
  return await new Promise<{ status: number | undefined; headers: Readonly<Record<string, unknown>> }>(
    (resolve, reject) => {
      request(url, { ca, headers }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, headers: answer.headers });
      })
        .on('error', reject)
        .end();
    },
  );
}
