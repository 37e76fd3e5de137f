import { describe, expect, it } from 'vitest';
import { takeToken } from '../../../web/src/model/token.ts';

describe('takeToken', () => {
  it.each([
    ['#token=abc-_1', { token: 'abc-_1', hash: '' }],
    ['#/clusters/red', { token: undefined, hash: '#/clusters/red' }],
    ['#/jobs?token=abc', { token: undefined, hash: '#/jobs?token=abc' }],
    ['', { token: undefined, hash: '' }],
  ])('reads %s', (hash, place) => {
    expect(takeToken(hash)).toEqual(place);
  });
});
