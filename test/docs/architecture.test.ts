import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { floors } from '../../scripts/generate/architecture.ts';
import { mayImport, pureFolders } from '../../scripts/import-rules.ts';

const rooms = [...floors.flatMap((floor) => floor.rooms), ...pureFolders];
const floorOf = (room: string) => floors.findIndex((floor) => floor.rooms.includes(room));

describe('the drawing of the architecture', () => {
  it('has a room for each folder of src, and no other', () => {
    expect(rooms.toSorted()).toEqual(
      readdirSync('src')
        .map((name) => name.replace(/\.ts$/, ''))
        .toSorted(),
    );
  });

  it.each(floors.flatMap((floor) => floor.rooms))('%s uses nothing that is drawn above it', (room) => {
    const above = (mayImport[room] ?? []).filter(
      (used) => !pureFolders.includes(used) && floorOf(used) < floorOf(room),
    );
    expect(above).toEqual([]);
  });
});
