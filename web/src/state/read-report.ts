/** A report that came as a page of its own, taken apart to be shown in this one. */
export interface ReadReport {
  readonly title: string;
  readonly style: string;
  readonly parts: readonly HTMLElement[];
}

const styleElement = /<style>([\s\S]*?)<\/style>/;

/** Parsed and not written into the page, so that nothing in it runs. The title and the landmarks are the page's own. */
export function readReport(html: string): ReadReport {
  const [, style = ''] = styleElement.exec(html) ?? [];
  const report = new DOMParser().parseFromString(html.replace(styleElement, ''), 'text/html'); // else the policy complains of it
  report.querySelector('h1')?.remove();
  for (const mark of report.querySelectorAll('svg [role]')) mark.removeAttribute('role'); // the plot as a whole has a label
  const parts = [...report.body.children].map((landmark) => {
    const part = document.createElement('div');
    part.className = landmark.localName;
    part.append(...landmark.childNodes);
    return part;
  });
  return { title: report.title, style, parts };
}
