import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/bench/parse-record.ts';
import { makeReport } from '../../src/report/make-report.ts';
import { writeReport } from '../../src/report/write-report.ts';

const folder = 'docs/report';
const record = parseRecord(readFileSync(`${folder}/record.json`, 'utf8'), 'record.json');

describe('the report of the manual', () => {
  it('is of a whole measurement of virtual Pis, and says so', () => {
    expect(record.complete).toBe(true);
    expect(record.cluster.nodes.every(({ virtual }) => virtual)).toBe(true);
    expect(readFileSync(`${folder}/report.md`, 'utf8')).toMatch(/share one machine/);
  });

  it.each(['html', 'md'] as const)('stands there as `npm run report` writes it, in %s', async (format) => {
    const { content, beside } = await writeReport(makeReport([record]), format, 'report');
    expect(content === readFileSync(`${folder}/report.${format}`, 'utf8')).toBe(true); // a difference would be long
    for (const { path, content: text } of beside) expect(readFileSync(`${folder}/${path}`, 'utf8')).toBe(text);
  });

  it('stands there for printing, with the same on its pages; how it is packed depends on the Node at hand', async () => {
    const { content } = await writeReport(makeReport([record]), 'pdf', 'report');
    const made = unpacked(Buffer.from(content));
    expect(made.length).toBeGreaterThan(10);
    expect(isDeepStrictEqual(unpacked(readFileSync(`${folder}/report.pdf`)), made)).toBe(true);
  });
});

/** What is in a PDF's packed streams: its pages and their fonts. */
function unpacked(pdf: Buffer): string[] {
  const streams = pdf.toString('latin1').matchAll(/\/FlateDecode.*?\nstream\r?\n(.*?)\r?\nendstream/gs);
  return [...streams].map(([, packed = '']) => inflateSync(Buffer.from(packed, 'latin1')).toString('latin1'));
}
