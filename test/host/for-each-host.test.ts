import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BrambleError, explain, HostsFailed } from '../../src/errors.ts';
import { forEachHost } from '../../src/host/for-each-host.ts';

const hosts = ['red', 'red01', 'red02'].map((name) => ({ name }));
const failOn =
  (...names: string[]) =>
  async ({ name }: { name: string }) => {
    if (names.includes(name)) throw new BrambleError('ACTION_FAILED', 'no');
    return name;
  };

describe('forEachHost', () => {
  it('returns the results in the order of the hosts, however long each takes', async () => {
    const work = async ({ name }: { name: string }) => sleep(name === 'red' ? 20 : 0, name);
    expect(await forEachHost(hosts, work)).toEqual(['red', 'red01', 'red02']);
  });

  it('works on so many hosts at once and no more', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(5);
      running -= 1;
    };
    await forEachHost([...hosts, ...hosts], work, { limit: 2 });
    expect(most).toBe(2);
  });

  it('waits for all hosts, then names each failure and the healthy ones', async () => {
    const done: string[] = [];
    const work = async (host: { name: string }) => {
      await failOn('red01')(host);
      await sleep(10);
      done.push(host.name);
    };
    const error = await forEachHost(hosts, work).catch((failure) => failure);
    expect(done).toEqual(['red', 'red02']);
    expect(error).toBeInstanceOf(HostsFailed);
    expect(explain(error)).toBe('failed on 1 of 3 hosts (no trouble on red, red02)\n  red01: no');
  });

  it('lets a bug through as it is', async () => {
    const bug = new TypeError('x is not a function');
    const work = async ({ name }: { name: string }) => {
      if (name === 'red') throw bug;
    };
    await expect(forEachHost(hosts, work)).rejects.toBe(bug);
  });

  it('begins no more hosts after an interruption', async () => {
    const abort = new AbortController();
    const begun: string[] = [];
    const work = async ({ name }: { name: string }) => {
      begun.push(name);
      abort.abort();
    };
    await expect(forEachHost(hosts, work, { limit: 1, signal: abort.signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(begun).toEqual(['red']);
  });
});
