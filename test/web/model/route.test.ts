import { describe, expect, it } from 'vitest';
import { addressOf, parseRoute } from '../../../web/src/model/route.ts';

describe('addresses of the page', () => {
  it.each([
    ['#/', { view: 'clusters', ids: [] }],
    ['', { view: 'clusters', ids: [] }],
    ['#/clusters/red', { view: 'cluster', ids: ['red'] }],
    ['#/clusters/red/do/deploy', { view: 'action', ids: ['red', 'deploy'] }],
    ['#/jobs/', { view: 'jobs', ids: [] }],
    ['#/no/such/view', { view: 'clusters', ids: [] }],
    ['#/jobs/%E0%A4%A', { view: 'job', ids: ['%E0%A4%A'] }],
  ])('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each([
    ['clusters', []],
    ['action', ['red', 'upgrade']],
    ['report', ['a/b c']],
  ] as const)('of %s lead back to it', (view, ids) => {
    expect(parseRoute(addressOf(view, ...ids))).toEqual({ view, ids });
  });
});
