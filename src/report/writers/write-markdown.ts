import type { Block, Figure, Inline, ReportDocument, Section, Table, Text } from '../document.ts';
import type { WrittenReport } from '../write-report.ts';
import { drawPlot } from './draw-plot.ts';
import { figureCaption, figuresOf } from './figure-number.ts';
import { paperLook } from './look.ts';

const widthPx = 720;

/** The report as Markdown, with its drawings in `folder` beside it. */
export async function writeMarkdown(document: ReportDocument, folder: string): Promise<WrittenReport> {
  const beside = await Promise.all(figuresOf(document).map((figure) => drawBeside(figure, folder)));
  const sections = document.sections.map((one) => writeSection(document, one, folder));
  const content = `# ${escapeMarkdown(document.title)}\n\n${escapeMarkdown(document.subtitle)}\n\n${sections.join('\n')}`;
  return { content, beside };
}

async function drawBeside(figure: Figure, folder: string): Promise<WrittenReport['beside'][number]> {
  const svg = await drawPlot(figure.plot, paperLook, widthPx);
  return { path: drawingPath(figure, folder), content: `${svg}\n` };
}

function drawingPath({ id }: Figure, folder: string): string {
  return `${folder}/${id}.svg`;
}

function writeSection(document: ReportDocument, { title, blocks }: Section, folder: string): string {
  const written = blocks.map((block) => `${writeBlock(document, block, folder)}\n`);
  return [`## ${escapeMarkdown(title)}\n`, ...written].join('\n');
}

function writeBlock(document: ReportDocument, block: Block, folder: string): string {
  switch (block.kind) {
    case 'paragraph':
      return writeText(block.text);
    case 'notice':
      return `> ${writeText(block.text)}`;
    case 'list':
      return block.items.map((item) => `* ${writeText(item)}`).join('\n');
    case 'table':
      return writeTable(block);
    case 'figure':
      return writeFigure(document, block, folder);
  }
}

function writeTable({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `*${escapeMarkdown(caption)}*\n`,
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(writeText))),
  ].join('\n');
}

function writeFigure(document: ReportDocument, figure: Figure, folder: string): string {
  const caption = escapeMarkdown(figureCaption(document, figure));
  return `**${caption}**\n\n![${escapeMarkdown(figure.description)}](${drawingPath(figure, folder)})\n\n${writeText(figure.reading)}`;
}

function writeText(text: Text): string {
  return text.map(writeInline).join('');
}

function writeInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(inline);
  switch (inline.kind) {
    case 'code':
      return `\`${inline.text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
    case 'strong':
      return `**${escapeMarkdown(inline.text)}**`;
    case 'link':
      return `[${escapeMarkdown(inline.text)}](${inline.url})`;
  }
}

/** Characters that Markdown would take for markup; line ends too, as a table's cell is one line. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');
}
