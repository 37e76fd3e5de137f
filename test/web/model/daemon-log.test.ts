import { describe, expect, it } from 'vitest';
import { type DaemonLog, hearLog, nothingRead } from '../../../web/src/model/daemon-log.ts';

const say = (event: string, data: unknown) => ({ event, id: undefined, data: JSON.stringify(data) });
const line = (text: string) => say('line', { host: 'red', text });
const textsOf = ({ lines }: DaemonLog) => lines.map(({ text }) => text);

describe('the log of daemons', () => {
  it('grows line by line, each with a key of its own', () => {
    const first = hearLog(nothingRead, [say('begin', {}), line('a')]);
    const both = hearLog(first, [line('b')]);
    expect(both.lines.map(({ key, text }) => [key, text])).toEqual([
      ['0', 'a'],
      ['1', 'b'],
    ]);
  });

  it('begins anew where the stream does', () => {
    const before = hearLog(nothingRead, [line('a'), line('b')]);
    expect(textsOf(hearLog(before, [line('lost'), say('begin', {}), line('b'), line('c')]))).toEqual(['b', 'c']);
  });

  it('keeps the newest lines, and counts those before them and those that came too fast', () => {
    const many = Array.from({ length: 2_003 }, (_, at) => line(String(at)));
    const log = hearLog(hearLog(nothingRead, many), [say('line', { left: 7 }), line('new')]);
    expect([log.lines.length, log.dropped, textsOf(log).at(0), textsOf(log).at(-1)]).toEqual([2_000, 11, '4', 'new']);
    expect(new Set(log.lines.map(({ key }) => key)).size).toBe(2_000);
  });

  it('says why no more come, unless it only ended', () => {
    const problem = { title: 'Host lost', status: 502 };
    expect(hearLog(nothingRead, [line('a'), say('problem', problem)])).toMatchObject({
      problem,
      lines: [{ text: 'a' }],
    });
    expect(hearLog(nothingRead, [say('problem', null)]).problem).toBeUndefined();
  });
});
