import type { Figure, ReportDocument } from '../document.ts';

/** The figures of a document in reading order; their number is their place, from 1. */
export function figuresOf(document: ReportDocument): Figure[] {
  return document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'figure'));
}

/** `Figure 3. Speed-up`: the same words in every medium. */
export function figureCaption(document: ReportDocument, { id, title }: Figure): string {
  return `Figure ${figuresOf(document).findIndex((one) => one.id === id) + 1}. ${title}`;
}
