import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withSamples } from '../../scripts/generate/samples.ts';
import { withoutHosts } from '../../scripts/samples/anywhere.ts';
import { ofBoth, ofSpark } from '../../scripts/samples/in-lab.ts';
import { take } from '../../scripts/samples/record.ts';
import { pathOf } from '../../scripts/samples/sample.ts';
import { markdownFiles } from '../support/markdown.ts';

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the manual shows of the output', () => {
  it.each(withoutHosts)('is what bramble prints today: $command', (sample) => {
    expect(take(sample, folder)).toBe(readFileSync(pathOf(sample.as ?? ''), 'utf8'));
  });

  it.each(markdownFiles())('is recorded, and not typed by hand: %s', (file) => {
    const blocks = readFileSync(file, 'utf8').match(/^(?:.*\n)(?:```(?:console|text|output)$)/gm) ?? [];
    expect(blocks.filter((block) => !block.startsWith('<!-- sample: '))).toEqual([]);
  });

  it('is what the script records, no more and no less, and stands in a page', () => {
    const recorded = globSync('docs/samples/*.txt').toSorted();
    const rows = [...withoutHosts, ...ofBoth, ...ofSpark].flatMap(({ as }) => (as === undefined ? [] : [as]));
    expect(recorded).toEqual(rows.map(pathOf).toSorted());
    const text = markdownFiles()
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    expect(rows.filter((name) => !text.includes(`<!-- sample: ${name} -->`))).toEqual([]);
  });

  it('is put into a page after its mark, in place of what stood there', () => {
    const page = 'a\n<!-- sample: hosts -->\n```console\nold\n```\nb\n';
    expect(withSamples(page)).toBe(
      `a\n<!-- sample: hosts -->\n\`\`\`console\n${readFileSync(pathOf('hosts'), 'utf8')}\`\`\`\nb\n`,
    );
  });
});
