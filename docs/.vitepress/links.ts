import { join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

interface Token {
  type: string;
  tag: string;
  attrs: [string, string][] | null;
  attrGet(name: string): string | null;
}

/** Links of the pages as they lie in the repository, made to lead somewhere on the site too. */
export function withLinksOfTheSite({ core }: MarkdownRenderer): void {
  core.ruler.push('links-of-the-site', ({ tokens, env }) => {
    for (const { children } of tokens) if (children !== null) adaptLinks(children, env.relativePath);
  });
}

function adaptLinks(tokens: readonly Token[], page: string): void {
  for (const [at, token] of tokens.entries()) {
    const href = token.type === 'link_open' ? (token.attrGet('href') ?? '') : '';
    if (/^$|^#|^[a-z]+:/.test(href)) continue;
    const path = join('docs', page, '..', href);
    if (path.startsWith('docs/')) token.attrs = [['href', href.replace(/(?<=^|\/)README\.md/, 'index.md')]];
    else showAsText(path, token, tokens.slice(at));
  }
}

/** The site has only the pages of docs/; what else the repository has is named and not linked. */
function showAsText(path: string, open: Token, following: readonly Token[]): void {
  Object.assign(open, { type: 'text_open', tag: 'span', attrs: [['title', path]] });
  const close = following.find(({ type }) => type === 'link_close');
  if (close !== undefined) Object.assign(close, { type: 'text_close', tag: 'span' });
}
