import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/domain/events.ts';
import { labKill, labReboot } from '../../src/lab/lab-power.ts';
import { type Operator, openOperator, type Running, readAnswer } from '../support/operator.ts';

// Four Pis that are to get the same file, over links slow enough to see it pass from one to the next.
const hosts = ['red', 'red01', 'red02', 'red03'];
const linkKbit = 100_000;
const staging = '/var/tmp/bramble';
const megabyte = 1 << 20;

let operator: Operator;
let sizeBytes: number;
let sha256: string;

beforeAll(async () => {
  operator = await openOperator('distribution', { hosts, os: hosts.map(() => 'raspios'), linkKbit, memoryMb: 1536 });
  const { result } = await operator.ask<{ packaging: string; sizeBytes: number; sha256: string }[]>([
    'build',
    'hadoop',
  ]);
  const tarball = result.find(({ packaging }) => packaging === 'tarball');
  sizeBytes = tarball?.sizeBytes ?? 0;
  sha256 = tarball?.sha256 ?? '';
  expect(sizeBytes).toBeGreaterThan(100 * megabyte);
});
afterAll(() => operator?.end());

describe('one artifact for four nodes', () => {
  it('leaves this machine about once, and is passed on by the nodes', async () => {
    const { events, sent } = await deployUntilInstalled();
    expect(sent / sizeBytes).toBeGreaterThan(0.99);
    expect(sent / sizeBytes).toBeLessThan(1.15);
    expect(notesOf(events)).toEqual({
      red: [],
      red01: ['passed on by red'],
      red02: ['passed on by red01'],
      red03: ['passed on by red02'],
    });
    for (const host of hosts) expect(await hashOn(host)).toBe(sha256);
  });

  it('leaves no program, no port and no other file behind', async () => {
    for (const host of hosts)
      expect(await leftOn(host)).toEqual({
        relays: '0',
        ports: '22',
        files: expect.stringMatching(/^hadoop-[0-9a-f]{16}\.tar\.gz$/),
      });
  });

  it('is not sent again to those that hold it', async () => {
    await operator.on('red03', `rm -r ${staging}`);
    const { events, sent } = await deployUntilInstalled();
    expect(sent / sizeBytes).toBeLessThan(0.05);
    expect(notesOf(events)).toMatchObject({ red: [], red01: [], red02: [], red03: ['passed on by red'] });
    expect(await hashOn('red03')).toBe(sha256);
  });
});

describe('a node that loses its power in the middle', () => {
  let part: number;

  it('is told at the end, when all others have the file, which left this machine about once', async () => {
    await everywhere(`rm -rf ${staging}`);
    const before = await sentBytes();
    const command = operator.start(deploy);
    await untilPartOf('red02', 40);
    await labKill(operator.lab.name, 'red02', quietly());
    const { exitCode, events, failures } = readAnswer(await command.ended);
    expect(exitCode).toBe(1);
    expect(failures.map(({ host }) => host)).toEqual(['red02']);
    expect(doneOf(events)).toEqual(['red', 'red01', 'red03']);
    expect(notesOf(events).red03?.[0]).toBe('passed on by red02');
    expect(notesOf(events).red03?.at(-1)).toMatch(/^passed on by red(01)?, since /);
    expect(((await sentBytes()) - before) / sizeBytes).toBeLessThan(1.3);
    for (const host of ['red', 'red01', 'red03']) expect(await hashOn(host)).toBe(sha256);
  });

  it('gets the rest from the others when it is back', async () => {
    await labReboot(operator.lab.name, 'red02', quietly());
    part = await partOf('red02');
    expect(part).toBeGreaterThan(40 * megabyte);
    const received = await receivedBy('red02');
    const { sent } = await deployUntilInstalled();
    expect(sent / sizeBytes).toBeLessThan(0.05);
    expect((await receivedBy('red02')) - received).toBeLessThan((sizeBytes - part) * 1.1 + megabyte);
    expect(await hashOn('red02')).toBe(sha256);
  });
});

describe('nodes that are not as they should be', () => {
  it('one that the others do not answer gets it from here, with the reason', async () => {
    await operator.on('red01', `rm -r ${staging}`);
    const address = operator.lab.hosts.find(({ name }) => name === 'red01')?.address;
    const others = hosts.filter((host) => host !== 'red01');
    for (const host of others) await operator.on(host, `ip route add blackhole ${address}`);
    const { events, sent } = await deployUntilInstalled();
    for (const host of others) await operator.on(host, `ip route del blackhole ${address}`);
    expect(notesOf(events).red01?.at(-1)).toMatch(
      /^sent from this machine, since red\d*: it cannot be reached: timed out$/,
    );
    expect(sent / sizeBytes).toBeGreaterThan(0.99);
    expect(await hashOn('red01')).toBe(sha256);
  });

  it('one that is slow does not keep the others waiting', async () => {
    await everywhere(`rm -rf ${staging}`);
    const slower = ['lab', 'up', '--hosts', 'red01', '--link', '8mbit', '--name', operator.lab.name];
    expect(await operator.bramble(slower)).toMatchObject({ exitCode: 0 });
    const command = operator.start(deploy);
    for (const host of ['red', 'red02', 'red03']) await command.says(doneBy(host));
    const behind = await partOf('red01');
    command.kill('SIGINT');
    const { exitCode, events } = readAnswer(await command.ended);
    expect(exitCode).toBe(130);
    expect(notesOf(events).red02?.at(-1)).toMatch(/^passed on by red, since red01/);
    expect(behind).toBeGreaterThan(0);
    expect(behind).toBeLessThan(sizeBytes / 2);
    for (const host of hosts) expect(await leftOn(host)).toMatchObject({ relays: '0', ports: '22' });
  });
});

const quietly = () => ({ env: operator.env, report: () => {} });
const deploy = ['deploy', 'hadoop', '--hosts', hosts.join(','), '--no-verify', '--json'];

/** Stops the deployment by Ctrl-C when everything was sent; tells what was reported and how much left this machine. */
async function deployUntilInstalled(): Promise<{ events: readonly Event[]; sent: number }> {
  const before = await sentBytes();
  const command = operator.start(deploy);
  await command.says(/"stage":"install"/);
  const sent = (await sentBytes()) - before;
  return { events: (await stop(command)).events, sent };
}

async function stop(command: Running) {
  command.kill('SIGINT');
  const answer = readAnswer(await command.ended);
  expect(answer.exitCode).toBe(130);
  return answer;
}

/** What this machine itself has sent into the lab's network: what hosts send each other only passes the bridge. */
async function sentBytes(): Promise<number> {
  const bridge = `brlab${operator.lab.hosts[0]?.address.split('.')[2]}`;
  return Number(await readFile(`/sys/class/net/${bridge}/statistics/tx_bytes`, 'utf8'));
}

async function receivedBy(host: string): Promise<number> {
  return Number(await operator.on(host, 'cat /sys/class/net/eth0/statistics/rx_bytes'));
}

const ofSending = (events: readonly Event[]) => events.filter(({ stage }) => stage === 'distribute');

function notesOf(events: readonly Event[]): Record<string, string[]> {
  const notes = ofSending(events).filter(({ state }) => state === 'note');
  return Object.fromEntries(
    hosts.map((name) => [name, notes.filter(({ host }) => host === name).map(({ text }) => text)]),
  );
}

function doneOf(events: readonly Event[]): string[] {
  return ofSending(events)
    .flatMap(({ state, host = '' }) => (state === 'done' ? [host] : []))
    .toSorted();
}

const doneBy = (host: string) => new RegExp(`"stage":"distribute","host":"${host}","text":"[^"]*","state":"done"`);

async function everywhere(line: string): Promise<void> {
  for (const host of hosts) await operator.on(host, line);
}

async function hashOn(host: string): Promise<string> {
  return (await operator.on(host, `sha256sum ${staging}/hadoop-*.tar.gz`)).slice(0, 64);
}

async function partOf(host: string): Promise<number> {
  return Number(await operator.on(host, `cat ${staging}/*.part 2>/dev/null | wc -c`));
}

async function untilPartOf(host: string, megabytes: number): Promise<void> {
  await expect.poll(() => partOf(host), { timeout: 120_000, interval: 200 }).toBeGreaterThan(megabytes * megabyte);
}

/** Programs that pass something on, TCP ports that are listened on, and files in the staging directory. */
async function leftOn(host: string) {
  const relays = await operator.on(host, "pgrep -fc '[p]ython3 -I -S -' || true");
  const ports = await operator.on(host, 'ss -Hltn | awk \'{ sub(/.*:/, "", $4); print $4 }\' | sort -u');
  return { relays, ports, files: await operator.on(host, `ls ${staging}`) };
}
