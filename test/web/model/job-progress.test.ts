import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/api/schemas.ts';
import { hear, type JobProgress, nothingHeard } from '../../../web/src/model/job-progress.ts';

const running = { id: '1', kind: 'deploy', cluster: 'red', state: 'running', unwell: null } as Job; // what is not read is left out
const begun: JobProgress = { ...nothingHeard, job: running };

const say = (event: string, data: unknown, id = '1') => ({ event, id, data: JSON.stringify(data) });
const all = (messages: readonly ReturnType<typeof say>[], from = begun) => messages.reduce(hear, from);

describe('hear', () => {
  it('keeps what each host is at, and a line of each step', () => {
    const { hosts, log, latest } = all([
      say('report', { stage: 'install', host: 'red', state: 'started', text: 'send it' }, '1'),
      say('report', { stage: 'install', host: 'red', state: 'progress', text: 'send it', fraction: 0.5 }, ''),
      say('report', { stage: 'install', host: 'red01', state: 'done', text: 'install it' }, '2'),
    ]);
    expect(hosts).toEqual([
      { host: 'red', stage: 'install', text: 'send it', state: 'progress', fraction: 0.5 },
      { host: 'red01', stage: 'install', text: 'install it', state: 'done', fraction: undefined },
    ]);
    expect(log.map(({ text }) => text)).toEqual(['send it', 'install it']);
    expect(latest).toBe('red01: install it');
  });

  it('does not take a note for what a host is at', () => {
    expect(all([say('report', { stage: 'plan', host: 'red', state: 'note', text: 'old' })])).toMatchObject({
      hosts: [],
      log: [{ state: 'note', text: 'old' }],
    });
  });

  it('splits a table into lines', () => {
    expect(all([say('line', 'HOST  ROLES\nred   master')]).log.map(({ key, text }) => [key, text])).toEqual([
      ['1.0', 'HOST  ROLES'],
      ['1.1', 'red   master'],
    ]);
  });

  it('takes the result and the end', () => {
    expect(all([say('result', { changed: true }), say('state', { state: 'done', unwell: null })]).job).toMatchObject({
      state: 'done',
      result: { changed: true },
    });
  });

  it('is not led astray by the beginning of a job that is over', () => {
    const over: JobProgress = { ...nothingHeard, job: { ...running, state: 'cancelled' } };
    expect(all([say('state', { state: 'running' })], over).job?.state).toBe('cancelled');
  });

  it('leaves out what it does not know, and the oldest of very many lines', () => {
    expect(all([say('surprise', 'x')])).toEqual(begun);
    const { log, dropped } = all([say('line', Array.from({ length: 2_001 }, (_, at) => at).join('\n'))]);
    expect([log.length, log[0]?.text, dropped]).toEqual([2_000, '1', 1]);
  });
});
