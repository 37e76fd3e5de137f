import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neighboursIn } from '../../src/api/neighbours.ts';
import { OwnPages } from '../../src/api/own-pages.ts';
import { rewriteLocation, rewritePage } from '../../src/api/rewrite-page.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import { type TestApi, testApi } from '../support/api.ts';

const prefix = '/ui/0123/';
const cluster = resolveCluster({ hosts: 'red,red01', name: 'red' });
const hostsFile = '127.0.0.1 localhost\n127.0.1.1 red\n10.0.0.1 red # wired\n10.0.0.2 red01 red01.local\n';

describe('the text of a daemon’s page', () => {
  it('finds its files below its address, and nothing else is changed', () => {
    const page = `<a href="/">x</a><link href="/static/a.css"><script>get('/jmx?qry=a'); x = 1 / static; "//other/app"</script>`;
    expect(rewritePage(page, prefix)).toBe(
      `<a href="/ui/0123/">x</a><link href="/ui/0123/static/a.css"><script>get('/ui/0123/jmx?qry=a'); x = 1 / static; "//other/app"</script>`,
    );
  });

  it.each([
    ['/cluster/apps', '/ui/0123/cluster/apps'],
    ['http://127.0.0.1:1234/node?a=b', '/ui/0123/node?a=b'],
    ['http://red01:8081/log?a=b', '/ui/0123/@/red01:8081/log?a=b'],
    ['http://red01:22/', undefined],
    ['http://evil.example/node', undefined],
    ['//evil.example/node', undefined],
    ['/\\evil.example/node', undefined],
    ['http://', undefined],
  ])('a redirection to %s leads to %s', (location, target) => {
    const way = { from: 'http://127.0.0.1:1234/', prefix, neighbours: neighboursIn(cluster) };
    expect(rewriteLocation(location, way)).toBe(target);
  });

  it('knows the daemons of its cluster by name, by address, and by what the hosts file calls them', () => {
    const places = neighboursIn(cluster, hostsFile);
    expect([...places.keys()].filter((place) => place.endsWith(':8081'))).toEqual([
      'red:8081',
      '10.0.0.1:8081',
      'red01:8081',
      '10.0.0.2:8081',
    ]);
    expect(places.get('10.0.0.2:8081')).toEqual({ host: 'red01', role: 'worker' });
  });
});

describe('open pages', () => {
  it('are opened once for all who look at the same one, and anew where nothing answers there', async () => {
    let opened = 0;
    const pages = new OwnPages(async () => ({ url: `http://127.0.0.1:${++opened}/`, close: async () => {} }));
    const open = () => pages.open(cluster, 'red', 'worker');
    const [first = '', second] = await Promise.all([open(), open()]);
    expect([second, opened]).toEqual([first, 1]);
    pages.doubt(first);
    expect(await open()).not.toBe(first);
    expect((await pages.find(first)).url, 'whoever has it may go on').toBe('http://127.0.0.1:1/');
    await pages.close();
  });

  it('that cannot be opened are not kept', async () => {
    let away = true;
    const pages = new OwnPages(async () => {
      if (away) throw new Error('away');
      return { url: 'http://127.0.0.1:1/', close: async () => {} };
    });
    await expect(pages.open(cluster, 'red', 'worker')).rejects.toThrow('away');
    away = false;
    await pages.open(cluster, 'red', 'worker');
    await pages.close();
  });

  it('are fifty at most: the one that nobody has looked at for longest makes room, however fast they come', async () => {
    const many = resolveCluster({ hosts: 'red,red[01-51]', name: 'red' });
    const workers = many.nodes.slice(1);
    const closed: string[] = [];
    const pages = new OwnPages(async ({ nodes: [node] }) => {
      const name = node?.target.name ?? '';
      return { url: `http://127.0.0.1:1/${name}`, close: async () => void closed.push(name) };
    });
    const [first = ''] = await Promise.all(workers.map(({ target }) => pages.open(many, target.name, 'worker')));
    expect(closed).toEqual(['red01']);
    await expect(pages.find(first)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await pages.close();
    expect(closed).toHaveLength(51);
  });
});

describe('a page that is passed on', () => {
  const longText = `<p>${'a "/static/b" '.repeat(700_000)}`;
  const answers: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><html><head><title>x</title></head>'],
    '/log': ['text/plain', 'GET "/static/a"'],
    '/data': ['application/json', '{"path":"/app"}'],
    '/long': ['text/html', longText],
    '/webhdfs/a%2Fb': ['text/plain', 'kept'],
  };
  let daemon: Server;
  let other: Server;
  let api: TestApi;
  let ticket: string;
  const asked: string[] = [];

  beforeAll(async () => {
    daemon = createServer(({ url = '' }, answer) => {
      const [type, text] = answers[url] ?? ['text/plain', `daemon ${url}`];
      if (url === '/away') answer.writeHead(302, { location: `http://127.0.0.1:${portOf(other)}/` }).end();
      else answer.setHeader('content-type', type).end(text);
    });
    other = createServer(({ url = '' }, answer) => {
      asked.push(url);
      answer.end('a secret of another program');
    });
    for (const server of [daemon, other]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    api = await testApi({ page: { url: `http://127.0.0.1:${portOf(daemon)}/`, close: async () => {} } });
    const { body } = await api.ask('POST', '/clusters/red/ui/red/master');
    ticket = body.url.split('/')[2];
  });
  afterAll(async () => {
    await api.server.close();
    daemon.close();
    other.close();
  });

  const get = (url: string) => api.server.inject({ url, headers: { host: '127.0.0.1' } });

  it.each([
    ['two slashes', (port: number) => `/ui/${ticket}//127.0.0.1:${port}/x`],
    ['a backslash', (port: number) => `/ui/${ticket}/\\127.0.0.1:${port}/x`],
    ['two backslashes', (port: number) => `/ui/${ticket}/\\\\127.0.0.1:${port}/x`],
    ['a whole address', (port: number) => `/ui/${ticket}/http://127.0.0.1:${port}/x`],
    ['a name before the address', (port: number) => `/ui/${ticket}/@127.0.0.1:${port}/x`],
    ['an encoded ticket', (port: number) => `/ui/${encoded(ticket)}//127.0.0.1:${port}/x`],
    ['the way to another daemon', (port: number) => `/ui/${ticket}/@/127.0.0.1:${port}/x`],
    ['a redirection', () => `/ui/${ticket}/away`],
  ])('leads to its daemon alone, also with %s', async (_what, path) => {
    const { statusCode, body } = await get(path(portOf(other)));
    expect([statusCode, body]).toEqual([expect.any(Number), expect.not.stringContaining('secret')]);
    expect(asked).toEqual([]);
  });

  it('is asked for as it was named, however its ticket is written', async () => {
    expect((await get(`/ui/${encoded(ticket)}/webhdfs/a%2Fb`)).body).toBe('kept');
    expect((await get(`/ui/${ticket}/any?a=/b`)).body).toBe('daemon /any?a=/b');
  });

  it('has what it needs in the sandbox before its own scripts; data, logs and what is very long stay as they are', async () => {
    expect((await get(`/ui/${ticket}/`)).body).toMatch(
      /^<!doctype html><html><head><script data-bramble=.*localStorage/s,
    );
    expect((await get(`/ui/${ticket}/log`)).body).toBe('GET "/static/a"');
    expect((await get(`/ui/${ticket}/data`)).body).toBe('{"path":"/app"}');
    expect((await get(`/ui/${ticket}/long`)).body).toBe(longText);
  });

  it('asks again by itself where its daemon does not answer, for whoever looks at it', async () => {
    const away = await testApi({ page: { url: 'http://127.0.0.1:1/', close: async () => {} } });
    const opened = await away.ask('POST', '/clusters/red/ui/red/master');
    const visit = (accept: string) =>
      away.server.inject({ url: opened.body.url, headers: { host: '127.0.0.1', accept } });
    const page = await visit('text/html,*/*');
    expect([page.statusCode, page.headers['content-type']]).toEqual([502, 'text/html']);
    expect(page.body).toMatch(/http-equiv="refresh"[\s\S]*does not answer/);
    expect((await visit('*/*')).json()).toMatchObject({ status: 502, code: 'HOST_UNREACHABLE' });
    await away.server.close();
  });

  it('leads on to the other daemons of its cluster, by tickets of their own', async () => {
    const { statusCode, headers } = await get(`/ui/${ticket}/@/RED01:8081/logPage?a=b`);
    expect([statusCode, headers.location]).toEqual([302, expect.stringMatching(/^\/ui\/[\da-f]{48}\/logPage\?a=b$/)]);
    expect(headers.location).not.toContain(ticket);
    expect((await get(`/ui/${ticket}/@/red01:22/`)).statusCode).toBe(404);
  });

  it('may be asked by scripts of a page without an origin, whose browser asks before', async () => {
    const headers = { host: '127.0.0.1', origin: 'null', 'access-control-request-headers': 'x-requested-with' };
    const before = await api.server.inject({ method: 'OPTIONS', url: `/ui/${ticket}/jmx`, headers });
    expect([before.statusCode, before.headers]).toEqual([
      204,
      expect.objectContaining({ 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }),
    ]);
    const elsewhere = await api.server.inject({ method: 'OPTIONS', url: '/api/v1/clusters', headers });
    expect([elsewhere.statusCode, elsewhere.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // it listens on TCP
}

/** The same ticket with its first letter in percent. */
function encoded(ticket: string): string {
  return `%${ticket.charCodeAt(0).toString(16)}${ticket.slice(1)}`;
}
