interface Page {
  readonly text: string;
  readonly link: string;
}

interface Section {
  readonly text: string;
  readonly items: Page[];
}

/** The contents of the manual: headings of docs/README.md, and the page that each entry below them begins with. */
export function sectionsOf(contents: string): Section[] {
  const parts = contents.split(/^## /m).slice(1);
  return parts.map((part) => ({ text: part.split('\n', 1)[0] ?? '', items: pagesOf(part) }));
}

function pagesOf(part: string): Page[] {
  const entries = part.matchAll(/^\* \[(.+?)\]\(([^)#]+)\.md\)/gm);
  return [...entries].map(([, text = '', path = '']) => ({ text, link: `/${path.replace(/README$/, '')}` }));
}
