import { describe, expect, it } from 'vitest';
import { changeExclude, changeHostsFile, parseHostsFile } from '../../src/plan/hosts-file.ts';

const nowMs = 1_000_000;
const away = { hostName: 'red01', adminState: 'IN_MAINTENANCE', maintenanceExpireTimeInMS: nowMs + 1 };
const gone = { hostName: 'red02', adminState: 'DECOMMISSIONED' };
const file = (...entries: readonly object[]) => JSON.stringify(entries);

describe('the NameNode’s list of DataNodes that leave', () => {
  const change = (text: string, names: readonly string[], adminState?: string) =>
    JSON.parse(changeHostsFile(text, { names, entry: adminState === undefined ? undefined : { adminState } }, nowMs));

  it('gets an entry for each, also where it was empty', () => {
    expect(change('', ['red02'], 'DECOMMISSIONED')).toEqual([gone]);
    expect(change('[]', ['a', 'b'], 'DECOMMISSIONED')).toHaveLength(2);
  });

  it('says one thing of one node only', () => {
    expect(change(file(gone, away), ['red02'], 'IN_MAINTENANCE')).toEqual([
      away,
      { hostName: 'red02', adminState: 'IN_MAINTENANCE' },
    ]);
  });

  it('loses those that are in service again, and keeps what others wrote', () => {
    const others = { hostName: 'blue', upgradeDomain: 'rack 2' };
    expect(change(file(others, gone), ['red02'])).toEqual([others]);
  });

  it('goes from a name to an address in one step', () => {
    const moved = changeHostsFile(
      file(gone),
      { names: ['10.0.0.2'], entry: { adminState: 'DECOMMISSIONED' }, drops: ['red02'] },
      nowMs,
    );
    expect(JSON.parse(moved)).toEqual([{ hostName: '10.0.0.2', adminState: 'DECOMMISSIONED' }]);
  });

  it('loses maintenance that is over', () => {
    const over = { ...away, maintenanceExpireTimeInMS: nowMs };
    expect(change(file(over, gone), [])).toEqual([gone]);
  });

  it('is not overwritten where it cannot be read', () => {
    expect(() => parseHostsFile('[{"hostName":')).toThrow();
  });
});

describe('the ResourceManager’s list', () => {
  it('has each name once, and loses it again', () => {
    expect(changeExclude('red\n', ['red', 'red01'], true)).toBe('red\nred01\n');
    expect(changeExclude('red\nred01\n', ['red01'], false)).toBe('red\n');
    expect(changeExclude('', ['red01'], false)).toBe('');
  });
});
