import { PassThrough } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { connectHost } from '../../src/host/connect.ts';
import type { Host } from '../../src/host/host.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import { openTab } from '../../test/support/page-browser.ts';
import { startPageServer } from '../../test/support/page-server.ts';
import type { Sshd } from '../../test/support/sshd.ts';
import { delayIn, type News, nodeScript } from './news.ts';

const longestMs = 3_600_000;

/** By a job of bramble serve, which hears the node over SSH as every job does, to a change in its page. */
export async function openPageNews(sshd: Sshd, browser: Browser): Promise<News> {
  const host = await connectHost(sshd.target, sshd.options());
  const orders = new PassThrough();
  const server = await startPageServer({ operations: { verify: passOn(host, orders) } });
  const { page } = await openTab(browser, server.address);
  await startJob(page);
  let count = 0;
  const ms = async () => {
    const text = `page ${count++}.`;
    await watchFor(page, text);
    orders.write(`${text}\n`);
    const [said, atMs] = await page.evaluate<[string, number]>('window.shown');
    return delayIn(said, text, atMs) ?? Number.NaN;
  };
  const close = async () => {
    await server.close();
    await host.close();
  };
  return { ms, close };
}

/** A job that tells each line that the node says, until it is cancelled. */
function passOn(host: Host, orders: PassThrough): AnyOperation {
  return async (_options, { reporter, signal }) => {
    const onOutput = (text: string) => reporter.report({ stage: 'verify', host: 'red', state: 'done', text });
    await host.run(['sh', '-c', nodeScript], { stdin: orders, timeoutMs: longestMs, signal, onOutput });
  };
}

async function startJob(page: Page): Promise<void> {
  await page.evaluate("location.hash = '#/clusters/red/do/verify'");
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
}

/** The page looks by itself and notes when, by the clock of this machine: to be asked takes longer than to show. */
async function watchFor(page: Page, text: string): Promise<void> {
  await page.evaluate(`void (window.shown = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      const said = document.querySelector('main').textContent;
      if (!said.includes(${JSON.stringify(text)})) return;
      look.disconnect();
      resolve([said, Date.now()]);
    });
    look.observe(document.body, { childList: true, subtree: true, characterData: true });
  }))`);
}
