import { globSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { pathOf } from '../samples/sample.ts';

const block = /(<!-- (sample|file): ([\w./-]+) -->\n)(?:```\w+\n[\s\S]*?^```\n)?/gm;

/** The pages that show samples or files. */
export const pagesWithSamples: readonly string[] = ['README.md', ...globSync('docs/**/*.md')].filter(
  (path) => readFileSync(path, 'utf8').search(block) >= 0,
);

/** A page that shows what scripts/samples.ts recorded after each `<!-- sample: NAME -->`, and a file after `<!-- file: PATH -->`. */
export function withSamples(page: string): string {
  return page.replaceAll(block, (...[, mark, kind, name]: string[]) => `${mark}${fenced(kind, name ?? '')}`);
}

function fenced(kind: string | undefined, name: string): string {
  const [language, path] = kind === 'sample' ? ['console', pathOf(name)] : [extname(name).slice(1), name];
  return `\`\`\`${language}\n${readFileSync(path, 'utf8')}\`\`\`\n`;
}
