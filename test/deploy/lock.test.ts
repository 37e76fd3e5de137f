import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Locks, takeLocks } from '../../src/deploy/lock.ts';
import { lockFolder } from '../../src/deploy/lock-scripts.ts';
import { unlockNodes } from '../../src/deploy/unlock.ts';
import { BrambleError } from '../../src/errors.ts';
import { lockFact } from '../../src/facts/lock.ts';
import { hostIn, makeNodeFolder, type NodeFolder } from '../support/node-folder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

const ana = { who: 'ana@desk', what: 'bramble deploy spark', since: '2026-11-22T20:00:00.000Z' };
const ben = { who: 'ben@laptop', what: 'bramble unlock', since: '2026-11-22T20:05:00.000Z' };

let red: NodeFolder;
let red01: NodeFolder;
const taken: Locks[] = [];

beforeEach(async () => {
  red = await makeNodeFolder('red');
  red01 = await makeNodeFolder('red01');
});
afterEach(async () => {
  for (const locks of taken.splice(0)) await locks.release();
  await Promise.all([red.remove(), red01.remove()]);
});

async function take(nodes: readonly NodeFolder[], holder = ana): Promise<Locks> {
  const locks = await takeLocks(
    nodes.map(({ host, folder }) => hostIn(folder, host.name)),
    holder,
  );
  taken.push(locks);
  return locks;
}

async function refusal(nodes: readonly NodeFolder[]): Promise<BrambleError> {
  const error = await take(nodes, ben).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BrambleError);
  return error as BrambleError;
}

describe('locks of nodes', () => {
  it('are refused to a second operator, who is told whose they are', async () => {
    await take([red]);
    const { code, host, message, hint } = await refusal([red]);
    expect([code, host]).toEqual(['LOCKED', 'red']);
    expect(message).toBe(`locked by ana@desk since ${ana.since} for \`bramble deploy spark\``);
    expect(hint).toMatch(/the lock is free after 60 s.* bramble unlock/);
  });

  it('are free again once they are released', async () => {
    const locks = await take([red, red01]);
    await locks.release();
    expect(locks.lost.aborted).toBe(false);
    await take([red01, red], ben);
  });

  it('are taken all or none', async () => {
    await take([red01]);
    expect((await refusal([red, red01])).code).toBe('LOCKED');
    await take([red], ben);
  });

  it('are taken in one order, however the nodes are listed, so that one of two operators gets them all', async () => {
    const attempts = await Promise.allSettled([take([red, red01]), take([red01, red], ben)]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('taking over', () => {
  it('tells the holder who took over, and waits until the holder has ended', async () => {
    const locks = await take([red, red01]);
    const unlocking = unlockNodes([hostIn(red.folder, 'red'), hostIn(red01.folder, 'red01')], ben);
    await vi.waitUntil(() => locks.lost.aborted, 30_000);
    const { code, message } = locks.lost.reason as BrambleError;
    expect(code).toBe('LOCKED');
    expect(message).toBe(`ben@laptop took over at ${ben.since}: this command has stopped and changes nothing more`);
    expect((await refusal([red])).message).toContain('ana@desk');
    await locks.release();
    await unlocking;
    await take([red, red01], ben);
  });

  it('is done at once where nobody holds a lock, and leaves nothing for the next holder', async () => {
    await unlockNodes([red.host], ben);
    const locks = await take([red]);
    await locks.release();
    await unlockNodes([hostIn(red.folder, 'red')], ben);
    expect((await take([red])).lost.aborted).toBe(false);
  });
});

describe('who is at work', () => {
  const ask = async ({ folder, host }: NodeFolder) => {
    const script = lockFact.script.replaceAll(lockFolder, `${folder}/run`);
    return lockFact.parse((await host.run(['sh', '-c', script])).stdout);
  };

  it('is seen while a lock is held, and not before or after', async () => {
    expect(await ask(red)).toBeUndefined();
    const locks = await take([red]);
    expect(await ask(red)).toEqual(ana);
    await refusal([red]);
    expect(await ask(red)).toEqual(ana);
    await locks.release();
    expect(await ask(red)).toBeUndefined();
  });
});
