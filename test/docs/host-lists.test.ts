import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expandHostlist } from '../../src/config/hostlist.ts';

const page = readFileSync(new URL('../../docs/reference/host-lists.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));
const cells = rows.map((row) =>
  row.split(' | ').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '')),
);

describe('the page on host lists', () => {
  it.each(cells.filter((row) => row.length === 2).map(([list = [], hosts = []]) => [list[0] ?? '', hosts] as const))(
    'is right about %s',
    (list, hosts) => expect(expandHostlist(list)).toEqual(hosts),
  );

  it.each(
    cells
      .filter((row) => row.length === 3 && !row[0]?.includes('fe80::1'))
      .flatMap(([lists = [], , meant = []]) => lists.map((list) => [list, meant[0]] as const)),
  )('is right that %s is refused, and in showing %s', (list, meant) => {
    const hint = meant === undefined ? expect.any(String) : `write "${meant}"`;
    expect(() => expandHostlist(list)).toThrow(expect.objectContaining({ code: 'HOSTLIST_INVALID', hint }));
  });
});
