// Makes the pictures of the page in the manual, of a cluster that is made up: node scripts/page-pictures.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openBrowser, openTab } from '../test/support/page-browser.ts';
import {
  benchWithPlots,
  deployUntilCancelled,
  planOf,
  startPageServer,
  verifyWithFailure,
} from '../test/support/page-server.ts';

const folder = 'docs/images';
const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;
const light = { viewport: { width: 1200, height: 820 }, colorScheme: 'light' } as const;
const dark = { viewport: { width: 1200, height: 820 }, colorScheme: 'dark' } as const;

interface Picture {
  readonly name: string;
  readonly window: typeof phone | typeof light | typeof dark;
  readonly show: (page: Page) => Promise<void>;
}

const go = (page: Page, address: string) => page.evaluate(`location.hash = '${address}'`);

async function showCluster(page: Page): Promise<void> {
  await go(page, '#/clusters/red/do/verify');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('The cluster does not work as planned').waitFor();
  await go(page, '#/clusters/red');
  await page.getByText('82.1 °C').waitFor();
  await page.getByText('every node answers over SSH').waitFor();
}

async function showPlan(page: Page): Promise<void> {
  await go(page, '#/clusters/red/do/deploy');
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  await page.getByRole('heading', { name: 'The plan' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Deploy now' }).waitFor();
}

async function showWholePlan(page: Page): Promise<void> {
  await showPlan(page);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
}

async function showJob(page: Page): Promise<void> {
  await showPlan(page);
  await page.getByRole('button', { name: 'Deploy now' }).click();
  await page.getByRole('progressbar').waitFor();
}

async function showReport(page: Page): Promise<void> {
  await go(page, '#/clusters/red/do/bench');
  await page.getByRole('button', { name: 'Measure now' }).click();
  await page.getByRole('link', { name: 'The report' }).click();
  await page.getByRole('heading', { name: 'Spark: standalone and on YARN' }).scrollIntoViewIfNeeded();
  await page.getByRole('img').nth(1).scrollIntoViewIfNeeded();
}

const pictures: readonly Picture[] = [
  { name: 'page-cluster', window: light, show: showCluster },
  { name: 'page-plan', window: light, show: showWholePlan },
  { name: 'page-job', window: dark, show: showJob },
  { name: 'page-report', window: dark, show: showReport },
  { name: 'page-phone', window: phone, show: showCluster },
];

execFileSync(process.execPath, ['scripts/build-page.ts'], { stdio: 'inherit' });
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const picture of pictures) await take(picture);
} finally {
  await browser.close();
}

async function take({ name, window, show }: Picture): Promise<void> {
  const operations = {
    bench: benchWithPlots,
    deploy: deployUntilCancelled,
    plan: planOf,
    verify: verifyWithFailure,
  };
  const server = await startPageServer({ operations });
  const { page } = await openTab(browser, server.address, window);
  await show(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
  await server.close();
}
