import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/bench/parse-record.ts';
import { inventMeasurement, inventRecord } from '../support/invented-record.ts';

const record = inventRecord({ measurements: [inventMeasurement('sort', [1, 2])] });
const parse = (value: unknown) => parseRecord(JSON.stringify(value), 'a.json');

describe('a record', () => {
  it('comes back from its text as it was', () => {
    expect(parse(record)).toEqual(record);
  });

  it('of another schema version is told from one that is damaged', () => {
    expect(() => parse({ ...record, schemaVersion: 3 })).toThrow('a.json has schema version 3; this bramble reads 2');
    expect(() => parse({ ...record, schemaVersion: 1 })).toThrow('schema version 1');
  });

  it('with missing parts is refused by name', () => {
    const { software: _, ...rest } = record;
    expect(() => parse(rest)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', evidence: expect.stringContaining('software') }),
    );
  });

  it('that lacks the same in every run is told of by a few', () => {
    const runs = Array.from({ length: 20 }, () => ({ value: 1 }));
    const lacking = { ...record, measurements: [{ ...record.measurements[0], runs }] };
    expect(() => parse(lacking)).toThrow(
      expect.objectContaining({ evidence: expect.stringMatching(/^(?:.*\n){12}and \d+ more$/) }),
    );
  });

  it('is no other JSON, and no half of a file', () => {
    expect(() => parse({ name: 'bramble' })).toThrow('a.json is no record of bramble bench');
    expect(() => parse([])).toThrow('a.json is no record');
    expect(() => parseRecord(JSON.stringify(record).slice(0, 200), 'a.json')).toThrow('cut off');
  });
});
