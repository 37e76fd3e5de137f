import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataNodeNamed, isInMaintenance, isWhole, readHdfsState } from '../../src/facts/hdfs-state.ts';

// Three DataNodes and one block with three copies: red02 is in maintenance and off, red01 is to leave and cannot.
const captured = readHdfsState(
  JSON.parse(readFileSync(new URL('../fixtures/hdfs/leaving.json', import.meta.url), 'utf8')),
);

describe('what the NameNode says of its DataNodes', () => {
  it('has those that live and those that are dead, by name and in Hadoop’s words', () => {
    expect(captured.dataNodes.map(({ name, isLive, adminState }) => [name, isLive, adminState])).toEqual([
      ['red', true, 'In Service'],
      ['red01', true, 'Decommission In Progress'],
      ['red02', false, 'In Maintenance'],
    ]);
  });

  it('has what is used and free, and what a DataNode that leaves waits for', () => {
    expect(dataNodeNamed('red01', captured)).toMatchObject({ waitingBlocks: 1, usedBytes: 2004442 });
    expect(dataNodeNamed('red', captured)?.freeBytes).toBeGreaterThan(2 ** 30);
  });

  it('prefers the living one where a node was replaced under its name', () => {
    const [red] = captured.dataNodes;
    const replaced = {
      ...captured,
      dataNodes: [{ ...red, isLive: false } as const, red].filter((one) => one !== undefined),
    };
    expect(dataNodeNamed('red', replaced as typeof captured)?.isLive).toBe(true);
    expect(dataNodeNamed('blue', captured)).toBeUndefined();
  });

  it('is in maintenance also when switched off', () => {
    expect(captured.dataNodes.filter(isInMaintenance).map(({ name }) => name)).toEqual(['red02']);
  });
});

describe('a NameNode that is starting', () => {
  it('takes no changes yet', () => {
    expect(readHdfsState({ beans: [] })).toMatchObject({ safeMode: 'the NameNode is starting', dataNodes: [] });
  });
});

describe('a file system', () => {
  const whole = { safeMode: '', dataNodes: [], lostBlocks: 0, shortBlocks: 0 };

  it('is whole where no block lacks a copy', () => expect(isWhole(whole)).toBe(true));

  it.each([{ safeMode: 'Safe mode is ON' }, { lostBlocks: 1 }, { shortBlocks: 1 }])('is not whole with %o', (change) =>
    expect(isWhole({ ...whole, ...change })).toBe(false),
  );

  it('is not whole while a block has two of three copies', () => expect(isWhole(captured)).toBe(false));
});
