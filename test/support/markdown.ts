import { execFileSync } from 'node:child_process';

/** Every Markdown file of the repository, from its root. */
export function markdownFiles(): string[] {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', '*.md'];
  return execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean).toSorted();
}

/** Targets of links and images outside code, as written. */
export function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(([, target = '']) => target);
}

/** Anchors as GitHub makes them from headings: lower case, blanks to dashes, punctuation gone, `-1` on a second one. */
export function anchorsIn(markdown: string): string[] {
  const seen = new Map<string, number>();
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}
