import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/api/schemas.ts';
import { optionSchema } from '../../../src/operations/option-schema.ts';
import {
  confirmed,
  fieldsOf,
  hasPreview,
  optionsFrom,
  previewOf,
  wasNotConfirmed,
} from '../../../web/src/model/action-form.ts';
import { type ActionName, actions } from '../../../web/src/model/actions.ts';

const names = Object.keys(actions) as ActionName[]; // its own keys

describe('the form of an action', () => {
  it.each(names)('%s: what is left as it is means what the command line means', (kind) => {
    const needed = fieldsOf(kind).some(({ type }) => type === 'nodes') ? { nodes: 'red01' } : {};
    expect(optionsFrom(fieldsOf(kind), needed)).toEqual(needed);
    expect(() => optionSchema(kind).parse(needed)).not.toThrow();
  });

  it('has no field for what names a file of the server, nor for what the page asks in its own way', () => {
    expect(fieldsOf('verify').map(({ key }) => key)).toEqual(['components', 'jobs', 'jobTimeout']);
    expect(fieldsOf('unlock')).toEqual([]);
  });

  it('reads every type of field as the API takes it', () => {
    const fields = fieldsOf('upgrade');
    const options = optionsFrom(fields, {
      components: ['spark'],
      channel: '4.3/stable',
      batch: '25%',
      soak: '0',
      onFailure: 'keep',
      finalize: false,
      verify: false,
      canary: '',
    });
    expect(options).toEqual({
      components: ['spark'],
      channel: '4.3/stable',
      batch: '25%',
      soak: 0,
      onFailure: 'keep',
      verify: false,
    });
    expect(() => optionSchema('upgrade').parse(options)).not.toThrow();
    expect(optionsFrom(fieldsOf('add'), { nodes: 'red03', dataDir: '/a, /b', rebalance: true })).toEqual({
      nodes: 'red03',
      dataDir: ['/a', '/b'],
      rebalance: true,
    });
  });

  it.each(names.filter((kind) => hasPreview(kind)))('%s can be foreseen by a job that changes nothing', (kind) => {
    const { kind: looking, options } = previewOf(kind, kind === 'add' || kind === 'remove' ? { nodes: 'red01' } : {});
    expect(looking === 'plan' || (options as { dryRun?: boolean }).dryRun).toBe(true);
    expect(() => optionSchema(looking).parse(options)).not.toThrow();
  });

  it('says yes for a person only to what that person has seen', () => {
    expect(confirmed('remove', { nodes: 'red01' })).toEqual({ nodes: 'red01', yes: true });
    expect(confirmed('doctor', { fix: true })).toEqual({ fix: true, yes: true });
    expect([confirmed('stop', {}), confirmed('unlock', {}), confirmed('doctor', {})]).toEqual([{}, {}, {}]);
    expect(confirmed('deploy', {})).toEqual({});
  });

  it('offers to say yes where that is what a job lacked, and nowhere else', () => {
    const failed = (code: NonNullable<Job['error']>['code']) => ({ code }) as Job['error']; // the rest is not read
    expect(wasNotConfirmed({ error: failed('NOT_CONFIRMED') })).toBe(true);
    expect(wasNotConfirmed({ error: failed('REFUSED') })).toBe(false);
    expect(wasNotConfirmed({ error: null })).toBe(false);
  });

  it('does not ask a plan to leave the verification out', () => {
    expect(previewOf('deploy', { channel: 'edge', verify: false })).toEqual({
      kind: 'plan',
      options: { channel: 'edge' },
    });
  });
});
