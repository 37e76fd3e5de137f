import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/report/document.ts';
import { makeReport } from '../../src/report/make-report.ts';
import { clusterFigures, furtherReading, sources } from '../../src/report/published.ts';
import { writeHtml } from '../../src/report/writers/write-html.ts';
import { writeMarkdown } from '../../src/report/writers/write-markdown.ts';
import { writePdf } from '../../src/report/writers/write-pdf.ts';
import { inventMeasurement, inventRecord } from '../support/invented-record.ts';
import { xmlFault } from '../support/xml-fault.ts';

const hostile = '<script>alert("1")</script> | `x` & [y](z)';

const cited = [...Object.values(sources), ...clusterFigures.map(({ source }) => source), ...furtherReading];

let report: ReportDocument;

beforeAll(() => {
  report = makeReport([
    inventRecord({
      cluster: hostile,
      measurements: [
        inventMeasurement('disk-write', [200, 210, 220], { node: 'red01' }),
        inventMeasurement('pi', [10, 11, 12], { workers: 1 }),
        inventMeasurement('pi', [6, 6.5, 7], { workers: 2 }),
      ],
    }),
  ]);
});

describe('the report as HTML', () => {
  let html: string;

  beforeAll(async () => {
    html = await writeHtml(report);
  });

  it('fetches nothing: every outside address in it is a source to look up', () => {
    const links = [...html.matchAll(/href="(https?:[^"]*)"/g)].map(([, url]) => url);
    expect(new Set(links)).toEqual(new Set(cited.map(({ url }) => url)));
    const namespaces = /xmlns(?::xlink)?="http[^"]*"/g;
    const elsewhere = html.replaceAll(namespaces, '').replaceAll(/href="[^"]*"/g, '');
    expect(elsewhere).not.toMatch(/https?:|src=|url\(|@import|<link|<script/i);
  });

  it('shows names as they are, whatever they hold', () => {
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; | `x` &amp; [y](z)');
  });

  it('draws each figure for a screen and for a phone, in colours of the page, and tells it in words', () => {
    const drawings = html.match(/<svg [^>]*>/g) ?? [];
    const figures = html.match(/<figure /g) ?? [];
    expect(figures.length).toBe(4);
    for (const size of ['wide', 'narrow'])
      expect(drawings.filter((tag) => tag.includes(`class="${size}" role="img" aria-label="`)).length).toBe(4);
    expect(html).toContain('fill="var(--series-1)"');
    expect(html).not.toMatch(/<svg(?:(?!<\/svg>).)*#[0-9a-f]{6}/s);
  });

  it('looks the same within another page, which has a root and a body of its own', () => {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const selectors = [...style.matchAll(/([^{}]*)\{/g)].map(([, selector = '']) => selector.trim());
    const ofThePage = selectors.filter((selector) => /:root|\bbody\b/.test(selector));
    expect(ofThePage.length).toBe(5);
    for (const selector of ofThePage) expect(selector).toMatch(/^(?::root|body),:host$/);
  });

  it('is well-formed in its drawings', async () => {
    const drawings = html.match(/<svg .*?<\/svg>/gs) ?? [];
    expect(drawings.length).toBe(8);
    expect(await Promise.all(drawings.map(xmlFault))).toEqual(drawings.map(() => ''));
  });

  it('leads to every section', () => {
    const [, contents = ''] = /<nav[^>]*>(.*?)<\/nav>/s.exec(html) ?? [];
    const targets = [...contents.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets).toEqual(report.sections.map(({ id }) => id));
    for (const id of targets) expect(html).toContain(`<h2 id="${id}">`);
  });
});

describe('the report as Markdown', () => {
  it('names each of its drawings, and no other', async () => {
    const { content, beside } = await writeMarkdown(report, 'drawings');
    const named = [...String(content).matchAll(/!\[.*?\]\(([^)]*)\)/g)].map(([, path]) => path);
    expect(named).toEqual(beside.map(({ path }) => path));
    expect(named).toContain('drawings/speed-up.svg');
    expect(await Promise.all(beside.map((drawing) => xmlFault(drawing.content)))).toEqual(beside.map(() => ''));
  });

  it('takes no mark-up from names, and keeps tables whole', async () => {
    const { content } = await writeMarkdown(report, 'drawings');
    expect(content).toContain(String.raw`\<script\>alert("1")\</script\> \| \`x\` & \[y\](z)`);
    const tables = String(content).match(/(?:^\|.*\n)+/gm) ?? [];
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) expect(new Set(table.trim().split('\n').map(countCells)).size).toBe(1);
  });
});

describe('the report as PDF', () => {
  it('is PDF with drawings as vectors, and the same for the same record', async () => {
    const pdf = Buffer.from(await writePdf(report)).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).not.toContain('/Subtype /Image');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
    expect(Buffer.from(await writePdf(report)).toString('latin1')).toBe(pdf);
  });
});

function countCells(line: string): number {
  return line.replaceAll('\\|', '').split('|').length;
}
