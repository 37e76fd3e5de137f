import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Look, StatusWatch } from '../../src/api/status-watch.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';

const red = resolveCluster({ hosts: 'red', name: 'red' });
const open: StatusWatch[] = [];
afterEach(async () => {
  for (const watch of open.splice(0)) await watch.close();
});

type Now = (spec: ClusterSpec) => Promise<{ seen: object; isWhole: boolean }>;

function watchBy(now: Now, options: Partial<ConstructorParameters<typeof StatusWatch>[0]> = {}): StatusWatch {
  const look = (spec: ClusterSpec): Look => ({ now: () => now(spec), close: async () => {} });
  const watch = new StatusWatch({ open: async (spec) => look(spec), intervalMs: 20, ...options });
  open.push(watch);
  return watch;
}

const nodesIn = async ({ nodes }: ClusterSpec) => ({ seen: { nodes: nodes.length }, isWhole: true });
const hanging = (_spec: ClusterSpec, signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

describe('the watch of a status', () => {
  it('looks once for many who ask, and anew by itself', async () => {
    let looks = 0;
    const watch = watchBy(async () => ({ seen: { looks: ++looks }, isWhole: true }));
    const first = await Promise.all([watch.ask(red), watch.ask(red), watch.ask(red)]);
    expect(first.map((text) => JSON.parse(text).looks)).toEqual([1, 1, 1]);
    await expect.poll(async () => JSON.parse(await watch.ask(red)).looks).toBeGreaterThan(2);
  });

  it('connects anew where a node was not heard', async () => {
    let opened = 0;
    const look = async (): Promise<Look> => {
      opened += 1;
      return { now: async () => ({ seen: { opened }, isWhole: opened > 2 }), close: async () => {} };
    };
    const watch = watchBy(nodesIn, { open: look });
    await expect.poll(async () => JSON.parse(await watch.ask(red)).opened).toBe(3);
  });

  it('answers also where the first look takes longer than anybody has asked', async () => {
    const slow: Now = async (spec) => {
      await sleep(50);
      return await nodesIn(spec);
    };
    expect(JSON.parse(await watchBy(slow, { idleMs: 1 }).ask(red))).toMatchObject({ nodes: 1 });
  });

  it.each([
    ['is forgotten', (watch: StatusWatch) => watch.forget('red'), /changed meanwhile/],
    ['is closed', (watch: StatusWatch) => watch.close(), /stopped meanwhile/],
  ])('tells whoever waits why nothing comes where it %s before it has looked', async (_what, end, message) => {
    const watch = watchBy(nodesIn, { open: hanging });
    const asked = watch.ask(red);
    const refused = expect(asked).rejects.toMatchObject({
      code: 'INTERRUPTED',
      message: expect.stringMatching(message),
    });
    await end(watch);
    await refused;
  });

  it('passes on why it cannot look, and tries again for whoever asks next', async () => {
    let fails = true;
    const watch = watchBy(async (spec) => {
      if (fails) throw new Error('no way');
      return await nodesIn(spec);
    });
    await expect(watch.ask(red)).rejects.toThrow('no way');
    fails = false;
    await expect.poll(() => watch.ask(red).catch(String)).toContain('"nodes":1');
  });

  it('looks at a cluster that has changed as it is now', async () => {
    const watch = watchBy(nodesIn);
    expect(await watch.ask(red)).toContain('"nodes":1');
    expect(await watch.ask(resolveCluster({ hosts: 'red,red01', name: 'red' }))).toContain('"nodes":2');
  });

  it('ends where nobody asks any more', async () => {
    const closed: string[] = [];
    const look = async (spec: ClusterSpec): Promise<Look> => ({
      now: () => nodesIn(spec),
      close: async () => void closed.push(spec.name),
    });
    await watchBy(nodesIn, { open: look, idleMs: 1 }).ask(red);
    await expect.poll(() => closed).toEqual(['red']);
  });
});
