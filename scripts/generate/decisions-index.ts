import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** docs/decisions/README.md: its text as it stands, and one line for each record. */
export function withDecisions(page: string): string {
  const records = globSync('docs/decisions/[0-9]*.md').toSorted();
  const text = page.split('\n* [')[0]?.trimEnd() ?? '';
  return [text, '', ...records.map(indexLine), ''].join('\n');
}

/** `# 0001: Title` → `* [0001](0001-title.md): Title`. */
function indexLine(path: string): string {
  const [, number, title] = /^# (\d{4}): (.+)$/m.exec(readFileSync(path, 'utf8')) ?? [];
  if (number === undefined) throw new Error(`${path} does not begin with "# 0000: Title"`);
  return `* [${number}](${basename(path)}): ${title}`;
}
