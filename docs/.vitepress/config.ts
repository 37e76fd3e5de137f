import { copyFileSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { withLinksOfTheSite } from './links.ts';
import { sectionsOf } from './sections.ts';

const contents = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

export default defineConfig({
  title: 'bramble',
  description: 'Apache Spark and Apache Hadoop on a cluster of Raspberry Pis',
  outDir: '../site',
  cacheDir: '../node_modules/.cache/vitepress',
  // What is README.md to who reads the folder is the folder's own page on the site.
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  markdown: { config: withLinksOfTheSite },
  buildEnd: ({ srcDir, outDir }) => copyFiles(srcDir, outDir),
  themeConfig: {
    search: { provider: 'local' },
    sidebar: sectionsOf(contents),
    outline: [2, 3],
    docFooter: { prev: false, next: false },
  },
});

/** What pages lead to and is none: the OpenAPI document, the record and the PDF of the report. */
function copyFiles(from: string, to: string): void {
  for (const file of globSync('{reference,report}/*.{json,pdf}', { cwd: from }))
    copyFileSync(join(from, file), join(to, file));
}
