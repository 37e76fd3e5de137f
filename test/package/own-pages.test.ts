import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { openBrowser } from '../support/page-browser.ts';

/** Does what Hadoop's dfshealth.html and Spark's webui.js do when they are opened. */
const daemonPage = `<!doctype html><html><head><script src="/static/page.js"></script></head><body>
  <output id="beans"></output><output id="conf"></output><output id="theme"></output><output id="answer"></output>
  <a id="worker">the worker</a></body></html>`;
const daemonScript = `
  const conf = new XMLHttpRequest();
  conf.open('GET', '/conf', false);
  conf.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  conf.send();
  localStorage.setItem('spark-theme', 'dark');
  addEventListener('DOMContentLoaded', () => {
    const show = (id, text) => { document.getElementById(id).textContent = text; };
    show('conf', conf.responseText);
    show('theme', localStorage.getItem('spark-theme') + ' ' + localStorage.getItem('other') + ' ' + sessionStorage.length);
    const jmx = new XMLHttpRequest();
    jmx.open('GET', '/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo');
    jmx.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    jmx.onload = () => show('beans', jmx.responseText);
    jmx.send();
    document.getElementById('worker').href = 'http://' + 'red01:8081/logPage?appId=1';
    const secret = new XMLHttpRequest();
    secret.open('GET', location.origin + '/' + 'api/v1/clusters');
    secret.onloadend = () => show('answer', 'status ' + secret.status);
    secret.send();
  });`;

const answers: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html', daemonPage],
  '/static/page.js': ['application/javascript', daemonScript],
  '/conf': ['text/xml', '<configuration/>'],
  '/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo': ['application/json', '{"beans":["/app"]}'],
  '/logPage?appId=1': ['text/html', '<p>the log of the worker</p>'],
};

let daemon: Server;
let api: TestApi;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  daemon = createServer(({ url = '' }, answer) => {
    const [type, text] = answers[url] ?? ['text/plain', ''];
    answer.setHeader('content-type', type).end(text);
  });
  await new Promise<void>((done) => daemon.listen(0, '127.0.0.1', done));
  api = await testApi({ page: { url: urlOf(daemon), close: async () => {} } });
  await api.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  const { body } = await api.ask('POST', '/clusters/red/ui/red/master');
  page = await browser.newPage();
  await page.goto(new URL(body.url, urlOf(api.server.server)).href);
});
afterAll(async () => {
  await browser?.close();
  await api?.server.close();
  daemon?.close();
});

describe('Spark’s and Hadoop’s own pages, through the server', () => {
  it('ask their daemons, and keep what they want to keep while they are shown', async () => {
    await expect.poll(() => page.locator('#beans').textContent()).toBe('{"beans":["/app"]}');
    expect(await page.locator('#conf').textContent()).toBe('<configuration/>');
    expect(await page.locator('#theme').textContent()).toBe('dark null 0');
  });

  it('cannot ask the API', async () => {
    await expect.poll(() => page.locator('#answer').textContent()).toBe('status 0');
  });

  it('lead to the other daemons of the cluster', async () => {
    await page.getByText('the worker').click();
    await page.getByText('the log of the worker').waitFor();
    expect(page.url()).toMatch(/\/ui\/[\da-f]{48}\/logPage\?appId=1$/);
  });
});

function urlOf(server: { address: () => unknown }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // it listens on TCP
}
