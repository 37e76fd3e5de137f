import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import { BrambleError } from '../../src/errors.ts';
import { expectAccessible, expectNoSidewaysScroll, openBrowser, openTab, type Tab } from '../support/page-browser.ts';
import {
  benchWithPlots,
  deployUntilCancelled,
  doctorFinds,
  type PageServer,
  pageToken,
  planOf,
  startPageServer,
  stopUnderWork,
  verifyWithFailure,
} from '../support/page-server.ts';
import { releaseVersion } from '../support/tiny-store.ts';

const phone = { viewport: { width: 320, height: 640 }, colorScheme: 'dark', hasTouch: true } as const;
const projector = { viewport: { width: 1600, height: 900 }, colorScheme: 'light' } as const;

let home: string;
let browser: Browser;
const open: { close: () => Promise<void> }[] = [];
const tabs: Tab[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build-page.ts']);
  home = await mkdtemp(join(tmpdir(), 'bramble-page-'));
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  vi.stubEnv('BRAMBLE_STORE', join(home, 'store'));
  await releaseVersion(join(home, 'store'), '4.3.0');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});
afterEach(async () => {
  for (const { page } of tabs.splice(0)) await page.context().close();
  for (const one of open.splice(0)) await one.close();
});

const operations = {
  bench: benchWithPlots,
  deploy: deployUntilCancelled,
  plan: planOf,
  verify: verifyWithFailure,
};

async function begin(options: Parameters<typeof startPageServer>[0] = { operations }): Promise<PageServer> {
  const server = await startPageServer(options);
  open.push(server);
  return server;
}

async function visit(server: PageServer, options: Parameters<typeof openTab>[2] = {}): Promise<Tab> {
  const tab = await openTab(browser, server.address, options);
  tabs.push(tab);
  return tab;
}

async function go(page: Page, address: string, heading: string): Promise<void> {
  await page.evaluate(`location.hash = '${address}'`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

async function measure(page: Page): Promise<void> {
  await go(page, '#/clusters/red/do/bench', 'Measure: red');
  await page.getByRole('button', { name: 'Measure now' }).click();
  await page.getByRole('link', { name: 'The report' }).waitFor();
}

describe('every view', () => {
  it.each([
    ['on a phone in the dark', phone],
    ['on a projector in a bright room', projector],
  ])(
    '%s, is labelled, legible and no wider than the window, and asks no other server',
    async (_where, size) => {
      const { page, faults } = await visit(await begin(), size);
      const see = async () => {
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      };
      await page.getByRole('link', { name: 'red', exact: true }).waitFor();
      await see();
      await measure(page);
      await go(page, '#/reports', 'Reports');
      await see();
      await page.getByRole('main').getByRole('link', { name: 'red' }).click();
      await page.getByRole('img').first().waitFor();
      await see();
      await go(page, '#/clusters/red/do/verify', 'Verify: red');
      await see();
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('The cluster does not work as planned').waitFor();
      await see();
      await go(page, '#/clusters/red', 'Cluster red');
      await page.getByText('82.1 °C').waitFor();
      await page.getByText('every node answers over SSH').waitFor();
      await see();
      await page.getByRole('link', { name: 'Logs of red01' }).click();
      await page.getByText('WARN the disk is nearly full').waitFor();
      await see();
      await previewDeployment(page);
      await page.getByRole('heading', { name: 'The plan' }).waitFor();
      await see();
      await page.getByRole('button', { name: 'Deploy now' }).click();
      await page.getByText('install the tarball of spark 4.2.0').first().waitFor();
      await see();
      for (const [address, heading] of [
        ['#/new', 'New cluster'],
        ['#/jobs', 'Jobs'],
        ['#/clusters/red/do/upgrade', 'Upgrade: red'],
      ] as const) {
        await go(page, address, heading);
        await see();
      }
      await go(page, '#/channels', 'Channels');
      await page.getByRole('rowheader', { name: 'latest/edge' }).first().waitFor();
      await see();
      expect(faults).toEqual([]);
    },
    120_000,
  );
});

describe('the page', () => {
  it('takes the token out of the address and keeps it in this tab', async () => {
    const server = await begin();
    const { page } = await visit(server);
    await page.getByRole('link', { name: 'red', exact: true }).waitFor();
    expect(page.url()).toBe(server.url);
    await page.reload();
    await page.getByRole('link', { name: 'red', exact: true }).waitFor();
    const other = await page.context().newPage();
    await other.goto(server.url);
    await other.getByRole('heading', { name: 'Which server is this?' }).waitFor();
  });

  it('says what to do where the token is wrong, and takes the right one', async () => {
    const server = await begin();
    const tab = await openTab(browser, `${server.url}#token=wrong`);
    tabs.push(tab);
    await tab.page.getByText('The server does not know this page').waitFor();
    await expectAccessible(tab.page);
    await tab.page.getByLabel('Token').fill(pageToken);
    await tab.page.getByRole('button', { name: 'Use it' }).click();
    await tab.page.getByRole('link', { name: 'red', exact: true }).waitFor();
    expect(await tab.page.getByRole('alert').count()).toBe(0);
  });

  it('says of a node that is away what to do, and of one that is hot that it is', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/clusters/red', 'Cluster red');
    const away = page.getByRole('listitem').filter({ hasText: 'red02' }).first();
    await away.getByText('it did not answer within 10 s').waitFor();
    expect(await away.textContent()).toMatch(/away.*is it on, and on this network\?/);
    const hot = page.getByRole('listitem').filter({ hasText: 'red01' }).first();
    expect(await hot.textContent()).toMatch(/not well.*82\.1 °C.*under-voltage now, throttled now/);
  });

  it('shows the plan first, then the job live, and cancels it', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/clusters/red/do/deploy', 'Deploy: red');
    expect(await page.getByRole('button', { name: 'Deploy now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('2 steps on 2 hosts.').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('preview');
    await page.getByText('on red, red01: 1').waitFor();
    await page.getByText('start worker not running').waitFor();
    await page.getByRole('button', { name: 'Deploy now' }).click();
    await expect.poll(() => page.getByRole('progressbar').getAttribute('value')).toBe('0.4');
    expect(await page.getByRole('status').textContent()).toBe('red01: install the tarball of spark 4.2.0');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.mark', { hasText: 'cancelled' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName'), 'the focus').toBe('MAIN');
    await page.getByText('send the snap of spark 4.2.0, 500 MB').waitFor();
  });

  it('asks for a new preview once something else is asked for', async () => {
    const { page } = await visit(await begin());
    await previewDeployment(page);
    await page.getByRole('button', { name: 'Deploy now' }).waitFor();
    await page.getByLabel('Channel').fill('4.3/stable');
    expect(await page.getByRole('button', { name: 'Deploy now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show what it would do' }).waitFor();
  });

  it('gives up a preview that nobody waits for any more', async () => {
    const { page } = await visit(await begin({ operations: { plan: deployUntilCancelled } }));
    await previewDeployment(page);
    await page.getByText('Looking what is to be done').waitFor();
    await page.getByLabel('Channel').fill('4.3/stable');
    await go(page, '#/jobs', 'Jobs');
    await page.getByRole('listitem').filter({ hasText: 'Plan red' }).getByText('cancelled').waitFor();
  });

  it('shows why a job failed, the log that shows it, and what to try', async () => {
    const fails = async () => {
      throw new BrambleError('SUDO_FAILED', 'sudo wants a password', {
        host: 'red01',
        hint: 'give it one',
        evidence: 'sudo: a password is required',
      });
    };
    const { page } = await visit(await begin({ operations: { doctor: fails } }));
    await go(page, '#/clusters/red/do/doctor', 'Examine: red');
    await page.getByRole('button', { name: 'Examine now' }).click();
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(
      /red01: sudo wants a password.*give it one.*Give the sudo password with the job/,
    );
  });

  it('makes a new cluster of a list of hosts, which it shows as it is typed, and goes on to the plan', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/new', 'New cluster');
    await page.getByRole('button', { name: 'On to the plan' }).click();
    await page.getByText('give it a name, such as red').waitFor();
    await expect
      .poll(() => page.evaluate('document.activeElement === document.querySelector("[aria-invalid=true]")'))
      .toBe(true);
    await page.getByLabel('Name').fill('blue');
    await page.getByLabel('Hosts').fill('blue,blue[01-x]');
    await expect.poll(() => page.getByLabel('Hosts').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Hosts').fill('blue,blue[01-02]');
    await page.getByText('3: blue, blue01, blue02').waitFor();
    await page.getByLabel('Apache Hadoop').check();
    await page.getByRole('button', { name: 'On to the plan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Deploy: blue' }).waitFor();
    await go(page, '#/clusters/blue', 'Cluster blue');
    await page.getByText('datanode').first().waitFor();
  });

  it('ends nobody’s work before it has shown whose, and was told to', async () => {
    const { page } = await visit(await begin({ operations: { stop: stopUnderWork } }));
    await go(page, '#/clusters/red/do/stop', 'Stop: red');
    await page.getByRole('button', { name: 'Stop now' }).click();
    const alert = page.getByRole('alert').filter({ hasText: '1 application is running' });
    await alert.getByText('Lines that show it').click();
    await alert.getByText('application_1 pi of eva').waitFor();
    await page.getByRole('button', { name: 'Do it anyway' }).click();
    await page.getByText('stopped 3 daemons').waitFor();
  });

  it('shows at a glance how each cluster is, whether it works and what is done to it', async () => {
    const { page } = await visit(await begin());
    const card = page.getByRole('listitem').filter({ hasText: 'spark on 3 nodes' });
    await card.getByText('not well: red01; away: red02').waitFor();
    await card.getByText('not verified yet').waitFor();
    await go(page, '#/clusters/red/do/verify', 'Verify: red');
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('The cluster does not work as planned').waitFor();
    await previewDeployment(page);
    await page.getByRole('button', { name: 'Deploy now' }).click();
    await page.getByRole('progressbar').waitFor();
    await go(page, '#/', 'Clusters');
    await card.getByText('does not work as planned').waitFor();
    await card.getByText('red: send the snap of spark 4.2.0, 500 MB').waitFor();
    await card.getByRole('link', { name: 'Deploy' }).waitFor();
  });

  it('shows what an examination found: what it breaks, and what to do', async () => {
    const { page } = await visit(await begin({ operations: { doctor: doctorFinds } }));
    await go(page, '#/clusters/red/do/doctor', 'Examine: red');
    await page.getByRole('button', { name: 'Examine now' }).click();
    await page.getByText('the supply was too weak 3 minutes ago').waitFor();
    await page.getByText('The firmware slows the processor down').waitFor();
    await page.getByText('All hosts are fit').waitFor();
    await expectAccessible(page);
  });

  it('shows what the daemons of a node write, as it is written, and of one of them alone', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/clusters/red/logs/red', 'Logs of red');
    await page.getByText('INFO Started worker').waitFor();
    await page.getByText('WARN the disk is nearly full').waitFor();
    await page.getByLabel('Daemon').selectOption('master');
    await page.getByText('INFO Started master').waitFor();
    expect(await page.getByText('INFO Started worker').count()).toBe(0);
  });

  it('replaces no cluster before it was told to, and says which hosts it has no more', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/new', 'New cluster');
    await page.getByLabel('Name').fill('red');
    await page.getByLabel('Hosts').fill('red,red01');
    await page.getByRole('button', { name: 'On to the plan' }).click();
    await page.getByText('There is a cluster red already').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Replace it' }).click();
    await page.getByText('It has no more: red02').waitFor();
    await page.getByRole('link', { name: 'On to the plan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Deploy: red' }).waitFor();
  });

  it('forgets a cluster once it was told what that means, and offers nothing for one that it does not know', async () => {
    const { page } = await visit(await begin());
    await go(page, '#/clusters/red', 'Cluster red');
    await page.getByText('Forget this cluster').click();
    await page.getByRole('button', { name: 'Forget red' }).click();
    await page.getByText('The server knows no cluster yet').waitFor();
    await go(page, '#/clusters/red', 'Cluster red');
    await page.getByText('no cluster "red" is remembered').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Deploy' }).count()).toBe(0);
  });

  it('says how to get channels where there is no store', async () => {
    vi.stubEnv('BRAMBLE_STORE', '');
    vi.stubEnv('XDG_STATE_HOME', join(home, 'nothing'));
    const { page } = await visit(await begin());
    await go(page, '#/channels', 'Channels');
    await page.getByText('bramble release ARTIFACT --channel edge').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    vi.stubEnv('BRAMBLE_STORE', join(home, 'store'));
    vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  });

  it('can be used by keyboard: the first key leads past the navigation, and a new view has the focus', async () => {
    const { page } = await visit(await begin());
    await page.getByRole('link', { name: 'red', exact: true }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cluster red' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  it('draws the plots of a report in the colours that were chosen, and gives it as a file', async () => {
    const { page, faults } = await visit(await begin(), projector);
    await measure(page);
    await page.getByRole('link', { name: 'The report' }).click();
    const plot = page.getByRole('img').first();
    await plot.waitFor();
    const inks = () => plot.evaluate(paintsOf);
    const light = await inks();
    expect(light.length).toBeGreaterThan(5);
    for (const ink of light) expect(ink).toMatch(/^rgb\(/);
    expect(await plot.getAttribute('aria-label')).toMatch(/./);
    await page.getByLabel('Colours').selectOption('Dark');
    await expect.poll(inks).not.toEqual(light);
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download: PDF' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^bramble-[\da-f]{16}\.pdf$/);
    expect((await readFile(await file.path(), 'latin1')).slice(0, 5)).toBe('%PDF-');
    expect(faults).toEqual([]);
  });

  it('keeps the colours that were chosen', async () => {
    const { page } = await visit(await begin(), projector);
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await ground();
    await page.getByLabel('Colours').selectOption('Dark');
    await expect.poll(ground).not.toBe(light);
    await page.reload();
    await page.getByLabel('Colours').waitFor();
    expect(await ground()).not.toBe(light);
  });

  it('says so, too, when the server is there and says nothing', async () => {
    const { page } = await visit(await begin());
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: 'red', exact: true }).waitFor();
    await page.route('**/api/**', () => {}); // never answered
    await page.clock.runFor(30_000);
    await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor();
  });

  it('describes the API at /docs, with nothing from elsewhere', async () => {
    const server = await begin();
    const tab = await openTab(browser, `${server.url}docs/`);
    tabs.push(tab);
    await tab.page.getByText('The clusters that this server knows').waitFor();
    await tab.page.getByText('Begin a job').click();
    await tab.page.getByRole('button', { name: 'Execute' }).waitFor();
    expect(tab.faults).toEqual([]);
  });

  it('is there at once in a tab that was opened in the background', async () => {
    const server = await begin();
    const { page } = await visit(server);
    const behind = await page.context().newPage();
    await behind.addInitScript("Object.defineProperty(document, 'hidden', { get: () => true })");
    await behind.goto(`${server.address}`);
    await go(behind, '#/channels', 'Channels');
    await behind.getByRole('rowheader', { name: 'latest/edge' }).first().waitFor();
  });

  it('says what to do when the server is away, and goes on with the job by itself when it is back', async () => {
    const store = () => new JobStore(join(home, 'jobs.sqlite'));
    const first = await startPageServer({ operations, store: store() });
    const { page } = await visit(first);
    await previewDeployment(page);
    await page.getByRole('button', { name: 'Deploy now' }).click();
    await page.getByText('install the tarball of spark 4.2.0').first().waitFor();
    await first.close();
    const alert = page.getByRole('alert').filter({ hasText: 'The server does not answer' });
    await alert.waitFor();
    expect(await alert.textContent()).toContain('bramble serve');
    await expectAccessible(page);
    await begin({ operations, store: store(), port: first.port });
    await page.locator('.mark', { hasText: 'interrupted' }).waitFor({ timeout: 20_000 });
    await expect.poll(() => alert.count()).toBe(0);
    expect(await page.getByText('install the tarball of spark 4.2.0').count(), 'nothing is told twice').toBe(1);
  }, 60_000);
});

async function previewDeployment(page: Page): Promise<void> {
  await go(page, '#/clusters/red/do/deploy', 'Deploy: red');
  await page.getByRole('button', { name: 'Show what it would do' }).click();
}

/** The colours of whatever is drawn in a plot, runs in the page. */
function paintsOf(plot: SVGElement | HTMLElement): string[] {
  const marks = [...plot.querySelectorAll('path, text, line')].map((mark) => getComputedStyle(mark));
  return marks.flatMap(({ fill, stroke }) => [fill, stroke]).filter((paint) => paint !== 'none');
}
