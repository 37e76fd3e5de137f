import type { ReportDocument } from './document.ts';

/** What a report can be written as; each is the ending of its file, too. */
export const reportFormats = ['html', 'md', 'pdf'] as const;

export type ReportFormat = (typeof reportFormats)[number];

export interface WrittenReport {
  readonly content: string | Uint8Array;
  /** Files that it names, by their path from the folder in which it lies. */
  readonly beside: readonly { readonly path: string; readonly content: string }[];
}

/** Whether this is the name of a format. */
export function isReportFormat(word: string): word is ReportFormat {
  return reportFormats.some((format) => format === word);
}

/** Writes a report in one format; `stem` names the folder of its drawings. Only that format's writer is loaded. */
export async function writeReport(report: ReportDocument, format: ReportFormat, stem: string): Promise<WrittenReport> {
  switch (format) {
    case 'html':
      return { content: await (await import('./writers/write-html.ts')).writeHtml(report), beside: [] };
    case 'pdf':
      return { content: await (await import('./writers/write-pdf.ts')).writePdf(report), beside: [] };
    case 'md':
      return await (await import('./writers/write-markdown.ts')).writeMarkdown(report, `${stem}-figures`);
  }
}
