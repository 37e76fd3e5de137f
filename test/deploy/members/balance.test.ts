import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebalance } from '../../../src/deploy/members/balance.ts';
import type { Place } from '../../../src/deploy/members/members.ts';
import type { Event } from '../../../src/domain/events.ts';
import { createLocalHost } from '../../../src/host/local-host.ts';
import { tarball } from '../../../src/packaging/tarball.ts';
import { blankHost } from '../../support/facts.ts';

let folder: string;
let nameNode: Place;
let events: Event[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'balance-'));
  events = [];
  const packaging = { ...tarball, command: () => join(folder, 'hdfs') };
  nameNode = { role: 'namenode', host: createLocalHost('red'), facts: blankHost(), packaging };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stand-in for hdfs that prints what Hadoop 3.5.0's balancer printed, and ends as it did. */
async function balanceWith(exitCode: number): Promise<string[]> {
  const row =
    'Nov 23, 2026, 12:12:06 AM          4            19.5 MB           137.52 MB          177.52 MB                  0  hdfs://red:8020';
  const program = join(folder, 'hdfs');
  writeFileSync(program, `#!/bin/sh\necho "$@" > ${folder}/told\necho '${row}'\nexit ${exitCode}\n`);
  chmodSync(program, 0o755);
  await rebalance(nameNode, (event) => events.push(event));
  return events.filter(({ state }) => state === 'note' || state === 'progress').map(({ text }) => text);
}

describe('the balancer of HDFS', () => {
  it('is told to move small blocks too, and what it moves is shown', async () => {
    expect(await balanceWith(0)).toEqual(['19.5 MB moved, 137.52 MB to move']);
    expect(readFileSync(join(folder, 'told'), 'utf8')).toBe(
      'balancer -D dfs.balancer.getBlocks.min-block-size=1048576\n',
    );
    expect(events.at(-1)?.state).toBe('done');
  });

  it.each([
    [253, /no more blocks can be moved \(NO_MOVE_PROGRESS\)/],
    [254, /no more blocks can be moved \(NO_MOVE_BLOCK\)/],
  ])('has done what can be done where it ends with %i, which is said', async (exitCode, note) => {
    expect((await balanceWith(exitCode)).at(-1)).toMatch(note);
    expect(events.at(-1)?.state).toBe('done');
  });

  it('has failed where it ends in any other way, such as beside another balancer', async () => {
    await expect(balanceWith(255)).rejects.toMatchObject({ code: 'ACTION_FAILED', host: 'red' });
  });
});
