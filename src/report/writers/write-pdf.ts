import pdfmake, { type Content, type CustomTableLayout, type TableCell } from 'pdfmake';
import type { Block, Figure, Inline, ReportDocument, Section, Table, Text } from '../document.ts';
import { drawPlot } from './draw-plot.ts';
import { figureCaption } from './figure-number.ts';
import { paperLook, pdfLook } from './look.ts';
import { pdfFonts } from './pdf-fonts.ts';

/** Of A4, in points: what lies between the margins. */
const textWidth = 487;
const plotWidthPx = 660;

/** The report as PDF on A4 with its plots as vectors. Fetches nothing. */
export async function writePdf(document: ReportDocument): Promise<Uint8Array> {
  const content = await Promise.all(document.sections.map((one) => writeSection(document, one)));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(pdfFonts.Roboto).includes(path));
  pdfmake.setFonts(pdfFonts);
  return pdfmake.createPdf(layOut(document, content.flat())).getBuffer();
}

function layOut(
  { title, subtitle, dated }: ReportDocument,
  sections: Content[],
): Parameters<typeof pdfmake.createPdf>[0] {
  return {
    pageSize: 'A4',
    pageMargins: [54, 54, 54, 54],
    info: { title, creationDate: new Date(dated) },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: paperLook.ink },
    styles: { title: { fontSize: 18, bold: true }, heading: { fontSize: 13, bold: true, margin: [0, 16, 0, 5] } },
    footer: (page, pages) => ({
      text: `${title}, ${page} of ${pages}`,
      alignment: 'right',
      fontSize: 8,
      margin: [54, 14],
    }),
    content: [{ text: title, style: 'title' }, { text: subtitle, margin: [0, 2, 0, 4] }, ...sections],
  };
}

async function writeSection(document: ReportDocument, { title, blocks }: Section): Promise<Content[]> {
  const heading: Content = { text: title, style: 'heading', headlineLevel: 1, outline: true };
  return [heading, ...(await Promise.all(blocks.map((block) => writeBlock(document, block))))];
}

function writeBlock(document: ReportDocument, block: Block): Content | Promise<Content> {
  switch (block.kind) {
    case 'paragraph':
      return { text: block.text.map(writeInline), margin: [0, 0, 0, 6] };
    case 'notice':
      return writeNotice(block.text);
    case 'list':
      return { ul: block.items.map((item) => ({ text: item.map(writeInline) })), margin: [0, 0, 0, 6] };
    case 'table':
      return writeTable(block);
    case 'figure':
      return writeFigure(document, block);
  }
}

/** A box of one cell with a bar on its left. */
function writeNotice(text: Text): Content {
  return {
    table: {
      widths: ['*'],
      body: [[{ text: text.map(writeInline), border: [true, false, false, false], margin: [6, 3, 6, 3] }]],
    },
    layout: { vLineWidth: () => 3, vLineColor: () => '#a34700', fillColor: () => '#f5f6f8' },
    margin: [0, 0, 0, 8],
  };
}

function writeTable({ caption, columns, rows }: Table): Content {
  const head = columns.map(({ title, align }): TableCell => ({ text: title, bold: true, alignment: align }));
  const body = rows.map((row) =>
    row.map(
      (cell, at): TableCell => ({
        text: cell.map(writeInline),
        alignment: columns[at]?.align ?? 'left',
        noWrap: columns[at]?.align === 'right',
      }),
    ),
  );
  return [
    { text: caption, italics: true, margin: [0, 4, 0, 2], headlineLevel: 2 },
    {
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columns.map(() => 'auto'),
        body: [head, ...body],
      },
      layout: tableLayout,
      fontSize: 8,
      margin: [0, 0, 0, 8],
    },
  ];
}

const tableLayout: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? 0 : 0.6),
  hLineColor: (line) => (line === 1 ? paperLook.ink : paperLook.faint),
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : 6),
  paddingTop: () => 1.5,
  paddingBottom: () => 0.5,
};

async function writeFigure(document: ReportDocument, figure: Figure): Promise<Content> {
  const svg = await drawPlot(figure.plot, pdfLook, plotWidthPx);
  return {
    unbreakable: true,
    margin: [0, 4, 0, 10],
    stack: [
      { text: figureCaption(document, figure), bold: true, margin: [0, 0, 0, 4] },
      { svg, width: textWidth },
      { text: figure.reading.map(writeInline), fontSize: 8.5, margin: [0, 4, 0, 0] },
    ],
  };
}

function writeInline(inline: Inline): Content {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'code':
      return { text: inline.text, background: '#eef0f3' };
    case 'strong':
      return { text: inline.text, bold: true };
    case 'link':
      return { text: inline.text, link: inline.url, color: '#00589b' };
  }
}
