import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operator, openOperator, type Running } from '../support/operator.ts';
import { openBrowser, openTab, type Tab } from '../support/page-browser.ts';

// What takes longest on a Pi is sending and installing; on a busy machine the rest takes its time too.
const longMs = 8 * 60_000;
const soonMs = 60_000;

let operator: Operator;
let server: Running;
let browser: Browser;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  const slow = { linkKbit: 300_000 }; // else it is sent before anybody can cancel it
  operator = await openOperator('page', {
    hosts: ['red', 'red01'],
    os: ['ubuntu', 'raspios'],
    memoryMb: 3072,
    ...slow,
  });
  execFileSync(process.execPath, ['scripts/build-page.ts']);
  for (const component of ['spark', 'hadoop']) expect((await operator.bramble(['build', component])).exitCode).toBe(0);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.kill('SIGINT');
  await server?.ended;
  await operator?.end();
});

describe('a class’s cluster, from the page alone', () => {
  it('opens with the address that `bramble serve` prints, and the token', async () => {
    server = operator.start(['serve', '--port', '0']);
    await server.says(/page: +\S+\n/);
    expect(server.said(), 'what is no terminal keeps what it is told').not.toContain('#token=');
    const token = await readFile(join(operator.env.XDG_STATE_HOME, 'bramble/server/token'), 'utf8');
    tab = await openTab(browser, `${server.found(/page: +(\S+)/)}#token=${token.trim()}`);
    page = tab.page;
    await page.getByText('The server knows no cluster yet').waitFor();
  });

  it('makes a cluster of a list of hosts and shows the plan before anything is done', async () => {
    await page.getByRole('link', { name: 'New cluster' }).click();
    await page.getByLabel('Name').fill('red');
    await page.getByLabel('Hosts').fill('red,red01');
    await page.getByText('2: red, red01').waitFor();
    await page.getByRole('button', { name: 'On to the plan' }).click();
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByRole('heading', { name: 'The plan' }).waitFor({ timeout: longMs });
    const plan = await page.locator('.plan').textContent();
    expect(plan).toMatch(/steps on 2 hosts/);
    expect(plan).toMatch(/install the snap of spark.*not installed/);
    expect(plan).toMatch(/install the tarball of spark.*not installed/);
    expect(await operator.on('red', 'snap list bramble-spark 2>&1 || true')).toMatch(/no matching/);
  });

  it('starts the deployment, shows it live, and cancels it', async () => {
    await page.getByRole('button', { name: 'Deploy now' }).click();
    await page.getByRole('progressbar').first().waitFor({ timeout: longMs });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.mark', { hasText: 'cancelled' }).waitFor({ timeout: longMs });
    expect(await operator.on('red', 'flock -n /run/bramble/lock echo free || echo held')).toMatch(/free/);
  });

  it('continues it to its end, which verifies the cluster with a job', async () => {
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The cluster works').waitFor({ timeout: longMs });
    await page.locator('.ladder .mark.well', { hasText: 'a job runs on every worker and is right' }).waitFor();
    expect(await operator.on('red01', 'pgrep -fc "deploy[.]worker[.]Worker"')).toBe('1');
  });

  it('shows the nodes as they are, and opens Spark’s own page', async () => {
    await page.getByRole('link', { name: 'The cluster' }).click();
    const node = page.getByRole('listitem').filter({ hasText: 'virtual' }).filter({ hasText: 'history-server' });
    await node.waitFor({ timeout: longMs });
    expect(await node.textContent()).toMatch(/red.*master up.*worker up.*GB free.*spark \d.*snap/);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('button', { name: /^master of red/ }).click();
    const own = await opened;
    await own.getByText(/Workers:\s*2 Alive/).waitFor({ timeout: soonMs });
    await own.close();
  });

  it('opens Hadoop’s own pages, which ask their daemons and lead from one to another', async () => {
    for (const words of [
      ['deploy', 'hadoop', '--no-verify'],
      ['verify', '--no-jobs'], // waits until the NameNode knows its DataNodes, which its page lists once
    ])
      expect((await operator.bramble([...words, '--cluster', 'red'])).exitCode).toBe(0);
    const opened = page.context().waitForEvent('page', { timeout: longMs });
    await page.getByRole('button', { name: /^namenode of red/ }).click({ timeout: longMs });
    const own = await opened;
    await own.getByRole('link', { name: 'Live Nodes' }).waitFor({ timeout: soonMs }); // shown, not in a template of its
    await own.getByRole('link', { name: 'Datanodes', exact: true }).click({ timeout: soonMs });
    await own.getByRole('link', { name: /red01:9864/ }).click({ timeout: soonMs });
    await own
      .getByText(/DataNode on/)
      .first()
      .waitFor({ timeout: soonMs });
    await own.close();
  });

  it('shows what the daemons write', async () => {
    await page.getByRole('link', { name: 'Logs of red01' }).click();
    await page.getByLabel('Daemon').selectOption('datanode');
    await page
      .getByText(/DataNode/)
      .first()
      .waitFor({ timeout: soonMs });
    await page.getByRole('link', { name: 'The cluster' }).click();
  });

  it('says of a node that is away what to do', async () => {
    await operator.bramble(['lab', 'kill', 'red01', '--name', operator.lab.name]);
    const away = page.getByRole('listitem').filter({ hasText: 'away' });
    await away.waitFor({ timeout: longMs });
    expect(await away.textContent()).toMatch(/red01.*is it on, and on this network\?/);
  });

  it('says what to do when the server is away', async () => {
    server.kill('SIGINT');
    await server.ended;
    const alert = page.getByRole('alert').filter({ hasText: 'The server does not answer' });
    await alert.waitFor({ timeout: soonMs });
    expect(await alert.textContent()).toContain('bramble serve');
    expect(tab.faults).toEqual([]);
  });
});
