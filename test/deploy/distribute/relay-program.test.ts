import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../support/sshd.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

// Two addresses of this machine stand for two nodes.
const [source, own] = ['127.0.0.1', '127.0.0.2'];
const relay = new URL('../../../relay/relay.py', import.meta.url).pathname;
const content = Buffer.from(Array.from({ length: 900_000 }, (_, at) => (at * 7919) % 251));
const total = String(content.length);

let folder: string;
let running: (() => void)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bramble-relay-'));
  running = [];
});
afterEach(() => {
  for (const end of running) end();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);

function start(...words: string[]) {
  const child = spawn('python3', ['-I', '-S', relay, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(() => child.kill('SIGKILL'));
  return child;
}

async function serve(name: string, ...peers: string[]) {
  const child = start('serve', at(name), total, source, ...peers);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, port: String(/^port (\d+)\n$/.exec(String(line))?.[1]) };
}

function fetchAs(name: string, port: string) {
  const child = start('fetch', at(name), total, own, source, port);
  const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { child, ended: said.then(([stdout, stderr, [code]]) => ({ stdout, stderr: stderr.trim(), code })) };
}

describe('the program that passes a file on', () => {
  it('hands over a whole file, and puts it in place when all of it is there', async () => {
    writeFileSync(at('a'), content);
    const { port } = await serve('a', own);
    const { code, stdout } = await fetchAs('b', port).ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${total}\n$`, 'm'));
    expect(readFileSync(at('b')).equals(content)).toBe(true);
    expect(existsSync(at('b.part'))).toBe(false);
  });

  it('fetches only what is missing', async () => {
    writeFileSync(at('a'), content);
    writeFileSync(at('b.part'), Buffer.concat([Buffer.alloc(500_000, 'x')]));
    const { port } = await serve('a', own);
    expect((await fetchAs('b', port).ended).code).toBe(0);
    const fetched = readFileSync(at('b'));
    expect(fetched.subarray(500_000).equals(content.subarray(500_000))).toBe(true);
    expect(fetched.subarray(0, 500_000)).toEqual(Buffer.alloc(500_000, 'x'));
  });

  it('passes on a file that is not there yet, while it grows and when it is put in place', async () => {
    const { port } = await serve('a', own);
    const { ended } = fetchAs('b', port);
    for (let from = 0; from < content.length; from += 300_000) {
      appendFileSync(at('a.part'), content.subarray(from, from + 300_000));
      const wanted = Math.min(from + 300_000, content.length);
      await expect.poll(() => sizeOf('b'), { timeout: 30_000 }).toBe(wanted);
    }
    renameSync(at('a.part'), at('a'));
    expect((await ended).code).toBe(0);
    expect(readFileSync(at('b')).equals(content)).toBe(true);
  });

  it('gives nothing to an address that is none of its peers', async () => {
    writeFileSync(at('a'), content);
    const { port } = await serve('a', '127.0.0.3');
    const { code, stderr } = await fetchAs('b', port).ended;
    expect(code).toBe(11);
    expect(stderr).toMatch(/hung up|connection broke/);
    expect(sizeOf('b')).toBe(0);
  });

  it('gives nothing to who does not ask as it should, and still serves the others', async () => {
    writeFileSync(at('a'), content);
    const { port } = await serve('a', source, own);
    const stranger = createConnection(Number(port), source);
    stranger.write('GET /etc/passwd HTTP/1.1\r\n\r\n');
    expect(await text(stranger)).toBe('');
    expect((await fetchAs('b', port).ended).code).toBe(0);
  });

  it('keeps what has come when its source ends in the middle', async () => {
    writeFileSync(at('a.part'), content.subarray(0, 400_000));
    const { child, port } = await serve('a', own);
    const { ended } = fetchAs('b', port);
    await expect.poll(() => sizeOf('b'), { timeout: 30_000 }).toBe(400_000);
    child.kill();
    const { code, stderr } = await ended;
    expect(code).toBe(11);
    expect(stderr).toMatch(/hung up|connection broke/);
    expect(sizeOf('b')).toBe(400_000);
    expect(existsSync(at('b'))).toBe(false);
  });

  it('says when its source cannot be reached', async () => {
    const { code, stderr } = await fetchAs('b', String(await freePort())).ended;
    expect(code).toBe(10);
    expect(stderr).toBe('it cannot be reached: connection refused');
  });

  it('says when what it fetches cannot be written', async () => {
    const { code, stderr } = await fetchAs('no-such-folder/b', '1').ended;
    expect(code).toBe(13);
    expect(stderr).toBe('no such file or directory');
  });

  it('waits for another that still writes the file', async () => {
    writeFileSync(at('a.part'), content.subarray(0, 10));
    const { port } = await serve('a', own);
    const first = fetchAs('b', port);
    await expect.poll(() => sizeOf('b'), { timeout: 30_000 }).toBe(10);
    const second = fetchAs('b', port);
    await sleep(300);
    first.child.kill();
    await first.ended;
    appendFileSync(at('a.part'), content.subarray(10));
    expect((await second.ended).code).toBe(0);
    expect(readFileSync(at('b')).equals(content)).toBe(true);
  });

  it('ends when nobody reads what it prints', async () => {
    const { child } = await serve('a', own);
    const exited = once(child, 'exit');
    child.stdout.destroy();
    expect(await exited).toEqual([1, null]);
  });

  it('listens on the one address it was given', async () => {
    const { port } = await serve('a', own);
    const free = createServer().listen(Number(port), '127.0.0.9');
    await once(free, 'listening');
    free.close();
  });
});

function sizeOf(name: string): number {
  const path = existsSync(at(name)) ? at(name) : at(`${name}.part`);
  return existsSync(path) ? readFileSync(path).length : -1;
}
