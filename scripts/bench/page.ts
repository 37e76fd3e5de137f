import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../../test/support/page-browser.ts';
import { startSshd } from '../../test/support/sshd.ts';
import type { Bench } from './bench.ts';
import { openBareNews } from './bare-news.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { openPageNews } from './page-news.ts';
import { runTimed } from './run-timed.ts';

const defaultRuns = 31;

/** Bytes as the project wants them; and what a person takes for at once. */
const aims = { scriptKb: 60, shownMs: 100 } as const;

/** Part l: what the page weighs, and how soon it shows what a node says. */
export async function measurePage({ runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  await runTimed([process.execPath, 'scripts/build-page.ts'], { signal });
  const { bare, shown } = await measureNews(runs, signal);
  return [
    figure({ name: 'script, gzipped', unit: 'kB', aim: aims.scriptKb }, [zippedKb('web/dist/assets/*.js')]),
    figure({ name: 'style and HTML, gzipped', unit: 'kB' }, [zippedKb('web/dist/{assets/*.css,index.html}')]),
    figure({ name: 'from a node to a bare ssh', unit: 'ms' }, bare),
    figure({ name: 'from a node to the page', unit: 'ms', aim: aims.shownMs }, shown),
    ratio({ name: 'the page over the bare ssh' }, shown, bare),
  ];
}

function zippedKb(pattern: string): number {
  return globSync(pattern).reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1000;
}

/** A real sshd is the node. Both ways are asked in turn, so that neither waits for the other. */
async function measureNews(runs: number, signal: AbortSignal): Promise<Record<'bare' | 'shown', number[]>> {
  const [sshd, browser] = await Promise.all([startSshd(), openBrowser()]);
  try {
    const [bare, shown] = await Promise.all([openBareNews(sshd), openPageNews(sshd, browser)]);
    try {
      return await interleave({ runs, warmUps: 1, signal }, { bare: bare.ms, shown: shown.ms });
    } finally {
      await Promise.all([bare.close(), shown.close()]);
    }
  } finally {
    await Promise.all([browser.close(), sshd.stop()]);
  }
}
