import type { Block, Figure, Inline, ReportDocument, Section, Table, Text } from '../document.ts';
import { drawPlot } from './draw-plot.ts';
import { escapeXml } from './escape-xml.ts';
import { figureCaption } from './figure-number.ts';
import { htmlStyle } from './html-style.ts';
import { pageLook } from './look.ts';

const widths = { wide: 700, narrow: 390 } as const;

/** The report as one HTML file that needs nothing else: plots are drawn for a screen and for a phone. */
export async function writeHtml(document: ReportDocument): Promise<string> {
  const sections = await Promise.all(document.sections.map((one) => writeSection(document, one)));
  const title = escapeXml(document.title);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header><h1>${title}</h1><p>${escapeXml(document.subtitle)}</p>${writeContents(document)}</header>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function writeContents({ sections }: ReportDocument): string {
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeXml(title)}</a></li>`);
  return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`;
}

async function writeSection(document: ReportDocument, { id, title, blocks }: Section): Promise<string> {
  const written = await Promise.all(blocks.map((block) => writeBlock(document, block)));
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeXml(title)}</h2>\n${written.join('\n')}</section>`;
}

function writeBlock(document: ReportDocument, block: Block): string | Promise<string> {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${writeText(block.text)}</p>`;
    case 'notice':
      return `<p class="notice" role="note">${writeText(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${writeText(item)}</li>`).join('')}</ul>`;
    case 'table':
      return writeTable(block);
    case 'figure':
      return writeFigure(document, block);
  }
}

function writeTable({ caption, columns, rows }: Table): string {
  const classOf = (at: number) => (columns[at]?.align === 'right' ? ' class="right"' : '');
  const head = columns.map(({ title }, at) => `<th scope="col"${classOf(at)}>${escapeXml(title)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${classOf(at)}>${writeText(cell)}</td>`).join('')}</tr>`,
  );
  // A region that scrolls sideways can be reached by keyboard.
  return `<div class="table" tabindex="0" role="region" aria-label="${escapeXml(caption)}"><table><caption>${escapeXml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

async function writeFigure(document: ReportDocument, figure: Figure): Promise<string> {
  const drawn = await Promise.all([draw(figure, 'wide'), draw(figure, 'narrow')]);
  const caption = escapeXml(figureCaption(document, figure));
  return `<figure id="figure-${figure.id}"><h3>${caption}</h3>${drawn.join('')}<figcaption>${writeText(figure.reading)}</figcaption></figure>`;
}

async function draw({ plot, description }: Figure, size: keyof typeof widths): Promise<string> {
  const svg = await drawPlot(plot, pageLook, widths[size]);
  return svg.replace(
    /^<svg ([^>]*?)class="[^"]*"/,
    `<svg $1class="${size}" role="img" aria-label="${escapeXml(description)}"`,
  );
}

function writeText(text: Text): string {
  return text.map(writeInline).join('');
}

function writeInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeXml(inline);
  const text = escapeXml(inline.text);
  switch (inline.kind) {
    case 'code':
      return `<code>${text}</code>`;
    case 'strong':
      return `<strong>${text}</strong>`;
    case 'link':
      return `<a href="${escapeXml(inline.url)}" rel="noopener noreferrer">${text}</a>`;
  }
}
