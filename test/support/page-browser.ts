import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Debian's own, which scripts/test installs. It asks nobody on the network for anything. */
const executablePath = '/usr/bin/chromium';
const quietly = [
  'disable-gpu',
  'disable-quic',
  'no-first-run',
  'disable-background-networking',
  'disable-component-update',
  'disable-sync',
];

/** Starts a browser. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath, args: ['--no-sandbox', ...quietly.map((word) => `--${word}`)] });
}

/** A tab, and what it did that a page of bramble must not do. */
export interface Tab {
  readonly page: Page;
  /** Requests to other servers, uncaught errors, refusals by the content policy. */
  readonly faults: string[];
}

/** Opens an address in a window of its own. */
export async function openTab(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(address);
  page.on('request', (request) => new URL(request.url()).origin === origin || faults.push(`asked ${request.url()}`));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => /policy/i.test(message.text()) && faults.push(message.text()));
  await page.goto(address);
  return { page, faults };
}

/** Has axe look at a page as a whole: contrast, labels, order, roles. */
export async function expectAccessible(page: Page): Promise<void> {
  if (await page.evaluate('globalThis.axe === undefined')) await page.evaluate(axe.source);
  const found = await page.evaluate(`axe.run(document).then(({ violations }) => violations.map(
    ({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.map(({ html }) => html).join(' ')))`);
  expect(found, page.url()).toEqual([]);
}

/** Whether anything is wider than the window: then a phone scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(wider, page.url()).toBe(0);
}
