import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.ts';
import type { Host } from '../../src/host/host.ts';
import { httpGet } from '../../src/host/http-get.ts';
import { freePort } from '../support/sshd.ts';

/** What every Host promises, whatever it is made of. The host must be this machine, so that effects can be seen. */
export function describeHost(name: string, open: () => Promise<Host>, end: () => Promise<void> = async () => {}): void {
  describe(`${name} as a host`, () => {
    let host: Host;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'bramble-contract-'));
      host = await open();
    });

    afterAll(async () => {
      await host?.close();
      await end();
      rmSync(folder, { recursive: true, force: true });
    });

    describe('run', () => {
      it('hands every word over unchanged', async () => {
        const words = [
          'a b',
          "it's",
          '"',
          '\\',
          '\\\\',
          '$HOME',
          '`id`',
          '*',
          '~',
          '',
          '-n',
          'ü 😀',
          'a\nb',
          '!x',
          '#',
          '{a,b}',
        ];
        const { stdout } = await host.run(['printf', '[%s]', ...words]);
        expect(stdout).toBe(words.map((word) => `[${word}]`).join(''));
      });

      it('returns a non-zero exit as a result, with both streams apart', async () => {
        expect(await host.run(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual({
          exitCode: 3,
          stdout: 'out\n',
          stderr: 'err\n',
        });
      });

      it('answers 127 for a program that is not there', async () => {
        expect((await host.run(['/no/such/program'])).exitCode).toBe(127);
      });

      it('answers 128 + n for a program that a signal ended', async () => {
        expect((await host.run(['sh', '-c', 'kill -9 $$'])).exitCode).toBe(137);
      });

      it('gives standard input, and its end', async () => {
        expect((await host.run(['cat'], { stdin: 'one\ntwo' })).stdout).toBe('one\ntwo');
        expect((await host.run(['cat'])).stdout).toBe('');
      });

      it('sends a secret', async () => {
        expect((await host.run(['cat'], { stdin: new Secret('s3cret') })).stdout).toBe('s3cret');
      });

      it('does not mind a program that does not read its input', async () => {
        expect((await host.run(['true'], { stdin: 'x'.repeat(1 << 20) })).exitCode).toBe(0);
      });

      it('carries a lot of text without breaking a character', async () => {
        const text = 'ä😀'.repeat(200_000);
        expect((await host.run(['cat'], { stdin: text })).stdout).toBe(text);
      });

      it('speaks the C locale', async () => {
        expect((await host.run(['sh', '-c', 'echo $LC_ALL'])).stdout).toBe('C\n');
      });

      it('tells of output as it comes, and still returns all of it', async () => {
        const pieces: string[] = [];
        const { stdout } = await host.run(['sh', '-c', 'echo one; sleep 0.3; echo two >&2; sleep 0.3; echo three'], {
          onOutput: (piece, stream) => pieces.push(`${stream}:${piece}`),
        });
        expect(pieces).toEqual(['stdout:one\n', 'stderr:two\n', 'stdout:three\n']);
        expect(stdout).toBe('one\nthree\n');
      });

      it('ends the program and what it started when the time is over, and names it', async () => {
        const beat = join(folder, 'beat-timeout');
        const running = host.run(['sh', '-c', heart, 'sh', beat], { timeoutMs: 500 });
        await expect(running).rejects.toMatchObject({ code: 'HOST_TIMEOUT', host: host.name });
        await expect(running).rejects.toThrow(/did not finish within 0.5 s/);
        await expectStill(beat);
      });

      it('ends the program and what it started when it is cancelled', async () => {
        const beat = join(folder, 'beat-abort');
        const abort = new AbortController();
        const running = host.run(['sh', '-c', heart, 'sh', beat], { signal: abort.signal });
        setTimeout(() => abort.abort(), 500);
        await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED', host: host.name });
        await expectStill(beat);
      });

      it('runs nothing when it was cancelled before', async () => {
        const { commands } = host.usage;
        const running = host.run(['true'], { signal: AbortSignal.abort() });
        await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
        expect(host.usage.commands).toBe(commands);
      });

      it('counts one command for one run', async () => {
        const { commands } = host.usage;
        await host.run(['true']);
        expect(host.usage.commands).toBe(commands + 1);
      });

      it('runs many at once', async () => {
        const outputs = await Promise.all(Array.from({ length: 25 }, (_, n) => host.run(['echo', String(n)])));
        expect(outputs.map(({ stdout }) => Number(stdout))).toEqual(Array.from({ length: 25 }, (_, n) => n));
      });
    });

    describe('upload', () => {
      const content = randomBytes(3_000_000);

      it('puts the whole file in its place, and leaves no part of it beside', async () => {
        const { from, to } = places('whole');
        writeFileSync(from, content);
        await host.upload(from, to);
        expect(readFileSync(to).equals(content)).toBe(true);
        expect(() => readFileSync(`${to}.part`)).toThrow('ENOENT');
      });

      it('continues where an earlier attempt stopped', async () => {
        const { from, to } = places('continued');
        const beginning = Buffer.from(content.subarray(0, 1_000_000).map((byte) => byte ^ 255));
        writeFileSync(from, content);
        writeFileSync(`${to}.part`, beginning);
        await host.upload(from, to);
        expect(readFileSync(to).equals(Buffer.concat([beginning, content.subarray(1_000_000)]))).toBe(true);
      });

      it('begins anew where the part is longer than the file', async () => {
        const { from, to } = places('longer');
        writeFileSync(from, content);
        writeFileSync(`${to}.part`, Buffer.alloc(content.length + 1));
        await host.upload(from, to);
        expect(readFileSync(to).equals(content)).toBe(true);
      });

      it('sends an empty file, and one over an existing one', async () => {
        const { from, to } = places('empty');
        writeFileSync(from, '');
        writeFileSync(to, 'old');
        await host.upload(from, to);
        expect(readFileSync(to).length).toBe(0);
      });

      it('tells at the end that all of it was sent', async () => {
        const { from, to } = places('progress');
        writeFileSync(from, content);
        const sent: number[] = [];
        await host.upload(from, to, { onProgress: (bytes) => sent.push(bytes) });
        expect(sent.at(-1)).toBe(content.length);
      });

      it('names a folder that is not there', async () => {
        const { from } = places('nowhere');
        writeFileSync(from, content);
        const running = host.upload(from, join(folder, 'no/such/folder/file'));
        await expect(running).rejects.toMatchObject({ code: 'ACTION_FAILED', host: host.name });
      });

      it('names a local file that cannot be read', async () => {
        const running = host.upload(join(folder, 'no-such-file'), join(folder, 'x'));
        await expect(running).rejects.toMatchObject({ code: 'ARTIFACT_INVALID' });
      });

      it('leaves the old file alone when it is cancelled', async () => {
        const { from, to } = places('cancelled');
        writeFileSync(from, content);
        writeFileSync(to, 'old');
        const running = host.upload(from, to, { signal: AbortSignal.abort() });
        await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
        expect(readFileSync(to, 'utf8')).toBe('old');
      });

      const places = (name: string) => ({
        from: join(folder, `${name} it's from`),
        to: join(folder, `${name} $to 'x`),
      });
    });

    describe('forward', () => {
      let server: Server;
      let port: number;

      beforeAll(async () => {
        server = createServer(({ url }, response) => {
          if (url === '/silent') return;
          response.writeHead(url === '/' ? 200 : 404).end(`page ${url}`);
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        port = (server.address() as AddressInfo).port; // a TCP server that listens
      });

      afterAll(() => {
        server.closeAllConnections();
        server.close();
      });

      const get = (path: string, options = {}) => httpGet(host, { address: '127.0.0.1', port, path }, options);

      it('fetches pages, whatever their status', async () => {
        expect(await get('/')).toEqual({ status: 200, body: 'page /' });
        expect(await get('/other')).toEqual({ status: 404, body: 'page /other' });
      });

      it('rejects a port that nothing listens on', async () => {
        const closed = await freePort();
        const running = httpGet(host, { address: '127.0.0.1', port: closed, path: '/' });
        await expect(running).rejects.toMatchObject({ code: 'HOST_UNREACHABLE', host: host.name });
      });

      it('gives up on a page that does not come', async () => {
        const running = get('/silent', { timeoutMs: 300 });
        await expect(running).rejects.toMatchObject({ code: 'HOST_TIMEOUT', host: host.name });
      });
    });
  });
}

// A program with a child, both of which write for as long as they live.
const heart = 'while :; do echo x >>"$1"; sleep 0.05; done & while :; do echo y >>"$1"; sleep 0.05; done';

async function expectStill(beat: string): Promise<void> {
  await sleep(200);
  const { length } = readFileSync(beat);
  await sleep(300);
  expect(length).toBeGreaterThan(0);
  expect(readFileSync(beat).length).toBe(length);
}
