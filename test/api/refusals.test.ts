import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.server.close());

describe('a request that is refused', () => {
  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa' }],
    ['another scheme', { authorization: 'Basic dGhlLXRva2VuLW9mLXRoZXNlLXRlc3Rz' }],
    ['a token in the address', { 'x-token': 'the-token-of-these-tests' }],
  ])('for %s gets 401 and says where the token is', async (_what, headers) => {
    const url = '/api/v1/clusters?token=the-token-of-these-tests';
    const answer = await api.server.inject({ url, headers: { host: '127.0.0.1', ...headers } });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'TOKEN_REJECTED', hint: expect.stringMatching(/bramble serve/) });
  });

  it.each([
    ['a name that somebody else made lead here', { host: 'evil.example:8470' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:9999' }],
    ['a page without an origin', { origin: 'null' }],
  ])('from %s gets 403, also with the token', async (_what, headers) => {
    const answer = await api.server.inject({ url: '/api/v1/clusters', headers: { ...api.headers, ...headers } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().code).toBe('ORIGIN_REFUSED');
  });

  it('from its own page is answered', async () => {
    const headers = { ...api.headers, origin: 'http://127.0.0.1:8470' };
    expect((await api.server.inject({ url: '/api/v1/clusters', headers })).statusCode).toBe(200);
  });

  it.each([
    ['GET', '/clusters/blue', 404, 'CLUSTER_UNKNOWN'],
    ['GET', '/clusters/..%2f..%2fetc', 400, 'USAGE'],
    ['GET', '/jobs/0123456789abcdef', 404, 'NOT_FOUND'],
    ['GET', '/jobs/x', 400, 'USAGE'],
    ['GET', '/clusters/%', 400, 'USAGE'],
    ['PATCH', '/clusters/red', 405, 'METHOD_REFUSED'],
    ['DELETE', '/jobs', 405, 'METHOD_REFUSED'],
    ['GET', '/nothing', 404, 'NOT_FOUND'],
    ['GET', '/hosts?list=red%5B', 422, 'HOSTLIST_INVALID'],
    ['GET', '/reports/0123456789abcdef', 404, 'NOT_FOUND'],
  ] as const)('%s %s gets %i %s', async (method, path, status, code) => {
    const answer = await api.ask(method, path);
    expect([answer.status, answer.body.code, answer.body.status]).toEqual([status, code, status]);
    expect(answer.body.detail).toMatch(/./);
  });

  it.each([
    ['an unknown kind', { kind: 'format' }, /kind/],
    ['an option of another operation', { kind: 'verify', options: { purge: true } }, /options.*purge/s],
    ['an option that names a file of the server', { kind: 'verify', options: { junit: '/etc/passwd' } }, /junit/],
    ['a store that is a folder of the server', { kind: 'deploy', options: { store: '/etc' } }, /store/],
    ['a wrong type', { kind: 'upgrade', options: { soak: '20' } }, /options\.soak: must be a number/],
    ['no hosts to add', { kind: 'add', options: {} }, /options\.nodes: is missing/],
  ])('for a job with %s gets 400 that names it', async (_what, body, words) => {
    const answer = await api.ask('POST', '/clusters/red/jobs', body);
    expect([answer.status, answer.body.code]).toEqual([400, 'USAGE']);
    expect(`${answer.body.detail} ${answer.body.evidence}`).toMatch(words);
  });

  it('for a cluster document gets 422 with every problem in it', async () => {
    const answer = await api.ask('PUT', '/clusters/red', { hoss: 'red', method: 'magic' });
    expect([answer.status, answer.body.code]).toEqual([422, 'CONFIG_INVALID']);
    expect(answer.body.evidence).toMatch(/hosts: is missing.*method: must be one of.*did you mean "hosts"/s);
    const key = await api.ask('PUT', '/clusters/red', { hosts: 'red', 'identity-file': '/root/.ssh/id_rsa' });
    expect(key.body.detail).toMatch(/names a file of the server/);
  });

  it('for a document of another name than its address gets 422', async () => {
    const { status, body } = await api.ask('PUT', '/clusters/red', { hosts: 'red', name: 'blue' });
    expect([status, body.code, body.detail]).toEqual([422, 'CONFIG_INVALID', expect.stringMatching(/blue.*red/)]);
    expect((await api.ask('PUT', '/clusters/blue', { hosts: 'blue', name: 'blue' })).status).toBe(200);
  });

  it('for a cluster that is known gets 412 where none was to be replaced', async () => {
    const put = (name: string) =>
      api.server.inject({
        method: 'PUT',
        url: `/api/v1/clusters/${name}`,
        headers: { ...api.headers, 'if-none-match': '*' },
        payload: { hosts: name },
      });
    expect((await put('red')).json()).toMatchObject({ status: 412, code: 'CLUSTER_KNOWN' });
    expect((await api.ask('GET', '/clusters/red')).body.nodes).toHaveLength(3);
    expect((await put('green')).statusCode).toBe(200);
  });

  it('for a body that is huge, broken or of another kind says so', async () => {
    const send = (payload: string, type: string) =>
      api.server.inject({
        method: 'POST',
        url: '/api/v1/clusters/red/jobs',
        headers: { ...api.headers, 'content-type': type },
        payload,
      });
    const answers = [
      await send(JSON.stringify({ kind: 'verify', sudoPassword: 'x'.repeat(2 << 20) }), 'application/json'),
      await send('{"kind":', 'application/json'),
      await send('<kind/>', 'text/xml'),
    ];
    expect(answers.map((answer) => answer.json().code)).toEqual(['TOO_LARGE', 'USAGE', 'MEDIA_UNKNOWN']);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 400, 415]);
  });

  it('because there were too many gets 429', async () => {
    const small = await testApi({ limits: { requestsPerMinute: 3 } });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await small.ask('GET', '/clusters')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await small.server.close();
  });
});

describe('somebody who tries tokens', () => {
  it('is told to wait, and holds up nobody who has the right one', async () => {
    const small = await testApi({ limits: { wrongTokensPerMinute: 2 } });
    const headers = { ...small.headers, authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa' };
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++)
      statuses.push((await small.server.inject({ url: '/api/v1/clusters', headers })).statusCode);
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await small.ask('GET', '/clusters')).status).toBe(200);
    await small.server.close();
  });
});

describe('headers', () => {
  it('let nothing from elsewhere in, and nobody frame the page', async () => {
    const { headers } = await api.server.inject({ url: '/api/v1/clusters', headers: api.headers });
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/upgrade-insecure-requests|https:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});
