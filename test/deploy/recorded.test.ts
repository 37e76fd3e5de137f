import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recorded, type Undertaking } from '../../src/deploy/recorded.ts';
import { unlockNodes } from '../../src/deploy/unlock.ts';
import type { Event } from '../../src/domain/events.ts';
import { BrambleError, HostsFailed } from '../../src/errors.ts';
import { hostIn, makeNodeFolder, type NodeFolder } from '../support/node-folder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

const holder = { who: 'ana@desk', what: 'bramble deploy spark', since: '2026-11-22T20:00:00.000Z' };
const spark = { component: 'spark', version: '4.3.0', packaging: 'snap', sha256: 'f'.repeat(64) } as const;

let red: NodeFolder;
let red01: NodeFolder;
let events: Event[];

beforeEach(async () => {
  red = await makeNodeFolder('red');
  red01 = await makeNodeFolder('red01');
  events = [];
});
afterEach(() => Promise.all([red.remove(), red01.remove()]));

const undertaking = (change: Partial<Undertaking> = {}): Undertaking => ({
  hosts: [red.host, red01.host],
  holder,
  artifacts: [spark],
  report: (event) => events.push(event),
  ...change,
});

async function linesOf({ historyFile }: NodeFolder): Promise<Record<string, unknown>[]> {
  const text = await readFile(historyFile, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('work that is recorded', () => {
  it('is noted on the nodes that it changes, at its beginning and at its end', async () => {
    const answer = await recorded(undertaking({ changes: ['red01'] }), async () => {
      expect(await linesOf(red01)).toEqual([{ version: 1, ...holder, nodes: ['red01'], artifacts: [spark] }]);
      return 42;
    });
    expect(answer).toBe(42);
    const [, end] = await linesOf(red01);
    expect(end).toEqual({ version: 1, ...holder, ended: expect.stringMatching(/^20\d\d-/), result: 'done' });
    expect(await linesOf(red)).toEqual([]);
    expect(events).toEqual([]);
  });

  it('that fails is noted with what each host said, and still fails', async () => {
    const failure = new HostsFailed(
      [new BrambleError('ACTION_FAILED', '`snap install` ended with 1', { host: 'red' })],
      2,
    );
    await expect(recorded(undertaking(), () => Promise.reject(failure))).rejects.toBe(failure);
    expect((await linesOf(red01))[1]).toMatchObject({ result: 'failed', message: 'red: `snap install` ended with 1' });
  });

  it('that is interrupted is noted as such', async () => {
    const interrupt = new AbortController();
    const work = recorded(undertaking({ signal: interrupt.signal }), async (signal) => {
      interrupt.abort(new BrambleError('INTERRUPTED', 'interrupted'));
      signal.throwIfAborted();
    });
    await expect(work).rejects.toThrow('interrupted');
    expect((await linesOf(red))[1]).toMatchObject({ result: 'interrupted', message: 'interrupted' });
  });

  it('ends when another takes over, notes by whom, and frees the lock for them', async () => {
    const ben = { who: 'ben@laptop', what: 'bramble unlock', since: '2026-11-22T20:05:00.000Z' };
    let unlocking: Promise<void> | undefined;
    const work = recorded(undertaking(), async (signal) => {
      unlocking = unlockNodes([hostIn(red.folder, 'red')], ben);
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await expect(work).rejects.toThrow('ben@laptop took over');
    await unlocking;
    expect((await linesOf(red01))[1]).toMatchObject({
      result: 'interrupted',
      message: expect.stringContaining('ben@laptop'),
    });
  });

  it('is done although a node cannot note it, which is told', async () => {
    await writeFile(`${red.folder}/lib`, 'a file where the folder should be');
    await recorded(undertaking(), async () => {});
    expect(events[0]).toMatchObject({
      host: 'red',
      state: 'note',
      text: expect.stringMatching(/^not recorded in its history/),
    });
    expect(await linesOf(red01)).toHaveLength(2);
  });
});

describe('the history of a node', () => {
  it('is ended on a line of its own where a power cut left half a line', async () => {
    await recorded(undertaking(), async () => {});
    await writeFile(red.historyFile, '{"version":1,"who":"an');
    await recorded(undertaking(), async () => {});
    const lines = (await readFile(red.historyFile, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.slice(1).map((line) => JSON.parse(line).who)).toEqual(['ana@desk', 'ana@desk']);
  });

  it('is bounded: what is full becomes the older part', async () => {
    await recorded(undertaking(), async () => {});
    await writeFile(red.historyFile, `${'x'.repeat(300_000)}\n`);
    await recorded(undertaking(), async () => {});
    expect(await linesOf(red)).toHaveLength(2);
    expect((await readFile(`${red.historyFile}.1`, 'utf8')).length).toBe(300_001);
  });

  it('does not come back where the work itself removed it', async () => {
    await recorded(undertaking(), () => red.remove());
    expect(await linesOf(red)).toEqual([]);
    expect(await linesOf(red01)).toHaveLength(2);
  });
});
