import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { distribute } from '../../../src/deploy/distribute/distribute.ts';
import { stagedPath } from '../../../src/deploy/send-artifact.ts';
import type { Artifact } from '../../../src/domain/artifact.ts';
import type { Event } from '../../../src/domain/events.ts';
import { BrambleError, HostsFailed } from '../../../src/errors.ts';
import { sparkArtifact } from '../../support/facts.ts';
import { openStagingNode, type StagingNode } from '../../support/staging-node.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

// Nodes are real processes of this machine, each with an address of the loopback network.
const addresses = new Map(['red', 'red01', 'red02', 'red03'].map((name, at) => [name, `127.0.0.${at + 1}`]));
const entries = [...addresses].map(([name, address]) => ({ name, address }));
const content = randomBytes(3_000_000);

let folder: string;
let artifact: Artifact;
let nodes: StagingNode[];
let events: Event[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bramble-distribute-'));
  artifact = artifactOf('spark', content);
  nodes = [];
  events = [];
});
afterEach(async () => {
  for (const node of nodes) await node.end();
  rmSync(folder, { recursive: true, force: true });
});

function artifactOf(name: string, bytes: Buffer, change: Partial<Artifact> = {}): Artifact {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return sparkArtifact({ path, sha256, sizeBytes: bytes.length, ...change });
}

async function open(names: readonly string[], intercept?: Parameters<typeof openStagingNode>[1]): Promise<void> {
  for (const name of names) nodes.push(await openStagingNode(name, intercept));
}

const send = (
  wanted: readonly Artifact[] = [artifact],
  { hosts = entries, signal }: { hosts?: typeof entries; signal?: AbortSignal } = {},
) =>
  distribute(
    nodes.map(({ host }) => ({
      host,
      actions: wanted.map((one) => ({ kind: 'upload', artifact: one, because: 'not installed' })),
      desired: { hosts },
    })),
    { stage: 'distribute', report: (event) => events.push(event), signal },
  );

const uploads = () => nodes.map((node) => node.uploads());
const fileOn = ({ staging }: StagingNode, one = artifact) => join(staging, basename(stagedPath(one)));
const isThere = (node: StagingNode, one = artifact, bytes = content) => readFileSync(fileOn(node, one)).equals(bytes);
const notes = () => events.filter(({ state }) => state === 'note').map(({ host, text }) => `${host}: ${text}`);
const hold = (node: StagingNode, ending: string, bytes: Buffer) => {
  mkdirSync(node.staging, { recursive: true });
  writeFileSync(`${fileOn(node)}${ending}`, bytes);
};

describe('sending an artifact to several nodes', () => {
  it('sends it from here once; the others get it from each other, and say from whom', async () => {
    await open(['red', 'red01', 'red02', 'red03']);
    await send();
    expect(uploads()).toEqual([1, 0, 0, 0]);
    expect(nodes.map((node) => isThere(node))).toEqual([true, true, true, true]);
    expect(notes()).toEqual(['red01: passed on by red', 'red02: passed on by red01', 'red03: passed on by red02']);
    for (const { host } of nodes) {
      const states = events
        .filter((event) => event.host === host.name && event.state !== 'note')
        .map(({ state }) => state);
      expect(states.at(0)).toBe('started');
      expect(states.at(-1)).toBe('done');
    }
    expect(events.every(({ stage }) => stage === 'distribute')).toBe(true);
  });

  it('leaves nothing running and nothing but the artifact', async () => {
    await open(['red', 'red01', 'red02']);
    await send();
    expect(nodes.map(({ staging }) => readdirSync(staging))).toEqual(nodes.map(() => [basename(stagedPath(artifact))]));
    await vi.waitFor(() => expect(relaysOf(nodes)).toEqual([]), { timeout: 10_000 }); // one that served ends by itself
  });

  it('sends nothing from here where one has it already, and nothing to that one', async () => {
    await open(['red', 'red01', 'red02']);
    hold(nodes[1] as StagingNode, '', content);
    await send();
    expect(uploads()).toEqual([0, 0, 0]);
    expect(nodes.map((node) => isThere(node))).toEqual([true, true, true]);
    expect(notes()).toEqual(['red: passed on by red01', 'red02: passed on by red']);
  });

  it('continues what is there in part', async () => {
    await open(['red', 'red01']);
    hold(nodes[1] as StagingNode, '.part', content.subarray(0, 2_999_000));
    await send();
    expect(uploads()).toEqual([0, 1]);
    expect(nodes.map((node) => isThere(node))).toEqual([true, true]);
  });

  it('sends to one alone as ever', async () => {
    await open(['red']);
    await send();
    expect(uploads()).toEqual([1]);
    expect(isThere(nodes[0] as StagingNode)).toBe(true);
    expect(notes()).toEqual([]);
  });

  it('sends several artifacts one after the other', async () => {
    const other = artifactOf('hadoop', randomBytes(1000), { component: 'hadoop' });
    await open(['red', 'red01']);
    await send([artifact, other]);
    expect(uploads()).toEqual([2, 0]);
    expect(nodes.map((node) => isThere(node) && isThere(node, other, readFileSync(other.path)))).toEqual([true, true]);
  });
});

describe('a beginning that went bad on a card', () => {
  it('is noticed by the hash and fetched anew, from a node that was checked', async () => {
    await open(['red', 'red01', 'red02']);
    hold(nodes[2] as StagingNode, '.part', Buffer.alloc(1_000_000));
    hold(nodes[0] as StagingNode, '.part', content.subarray(0, 2_000_000));
    await send();
    expect(nodes.map((node) => isThere(node))).toEqual([true, true, true]);
    expect(notes().filter((note) => note.includes('another hash')).length).toBeGreaterThan(0);
    expect(uploads()).toEqual([1, 0, 0]);
  });

  it('is taken for the file’s own fault where the file here is damaged: nobody tries twice', async () => {
    await open(['red', 'red01']);
    writeFileSync(artifact.path, randomBytes(content.length));
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HostsFailed);
    expect(
      (failure as HostsFailed).failures.map(({ host, message }) => [host, /does not have the hash/.test(message)]),
    ).toEqual([
      ['red', true],
      ['red01', true],
    ]);
    expect(uploads()).toEqual([1, 0]);
    expect(nodes.flatMap(({ staging }) => readdirSync(staging))).toEqual([]);
  });

  it('leaves nothing of a damaged file on a node that was in the middle of receiving it', async () => {
    await open(['red', 'red01']);
    writeFileSync(artifact.path, randomBytes(content.length));
    const slow = nodes[1] as StagingNode;
    const { run } = slow.host;
    const receiveForEver: typeof run = async (argv, options) => {
      if (!argv.includes('fetch')) return await run(argv, options);
      hold(slow, '.part', content.subarray(0, 1000));
      return await run(['sleep', '600'], options);
    };
    nodes[1] = { ...slow, host: { ...slow.host, run: receiveForEver } };
    await expect(send()).rejects.toMatchObject({ failures: [{ host: 'red' }, { host: 'red01' }] });
    expect(nodes.flatMap(({ staging }) => readdirSync(staging))).toEqual([]);
  });
});

describe('where nodes cannot pass it on, it is sent from here, with the reason', () => {
  it('without python3', async () => {
    await open(['red', 'red01']);
    const bare = await openStagingNode('red02');
    const { run } = bare.host;
    nodes.push({
      ...bare,
      host: {
        ...bare.host,
        run: (argv, options) =>
          run(
            argv.map((word) => word.replaceAll('python3', 'python-none')),
            options,
          ),
      },
    });
    await send();
    expect(uploads()).toEqual([1, 0, 1]);
    expect(notes()).toContain('red02: sent from this machine, since it has no python3 to receive it from another node');
  });

  it('without a known address', async () => {
    await open(['red', 'red01']);
    await send([artifact], { hosts: [] });
    expect(uploads()).toEqual([1, 1]);
    expect(notes()).toContain('red01: sent from this machine, since its address in the cluster is not known');
  });

  it('where they do not reach each other', async () => {
    await open(['red', 'red01']);
    // An address that is not this machine's: nothing can be offered there, and nothing fetched by it.
    await send([artifact], {
      hosts: [
        { name: 'red', address: '127.0.0.1' },
        { name: 'red01', address: '192.0.2.7' },
      ],
    });
    expect(uploads()).toEqual([1, 1]);
    expect(notes().at(-1)).toMatch(/^red01: sent from this machine, since red: it cannot be reached: /);
    expect(nodes.map((node) => isThere(node))).toEqual([true, true]);
  });
});

describe('a node that fails', () => {
  it('is told at the end, when all others have what they need', async () => {
    await open(['red']);
    await open(['red01'], (argv) => {
      if (argv.includes('fetch')) throw new BrambleError('HOST_LOST', 'the connection was lost', { host: 'red01' });
    });
    await open(['red02', 'red03']);
    await expect(send()).rejects.toMatchObject({
      code: 'HOST_LOST',
      host: undefined,
      failures: [{ host: 'red01' }],
      healthy: ['red', 'red02', 'red03'],
    });
    expect(uploads()).toEqual([1, 0, 0, 0]);
    expect([0, 2, 3].map((at) => isThere(nodes[at] as StagingNode))).toEqual([true, true, true]);
    expect(notes().filter((note) => note.startsWith('red02: '))).toEqual([
      expect.stringMatching(/passed on by red01/),
      expect.stringMatching(/passed on by red(03)?, since red01/),
    ]);
  });
});

describe('an interruption', () => {
  it('ends all programs, keeps what has come and puts nothing in place', async () => {
    artifact = artifactOf('large', randomBytes(80_000_000));
    await open(['red', 'red01', 'red02']);
    const stop = new AbortController();
    const sending = send([artifact], { signal: stop.signal });
    sending.catch(() => {});
    await expect.poll(() => relaysOf(nodes).length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(3);
    stop.abort();
    await expect(sending).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await sleep(50);
    expect(relaysOf(nodes)).toEqual([]);
    for (const node of nodes) expect(readdirSync(node.staging).filter((name) => !name.endsWith('.part'))).toEqual([]);
  });
});

/** Command lines of programs that pass something on on these nodes. */
function relaysOf(of: readonly StagingNode[]): string[] {
  const lines = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [commandOf(pid)] : []));
  return lines.filter((line) => line.includes('python3') && of.some(({ staging }) => line.includes(staging)));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has ended
  }
}
