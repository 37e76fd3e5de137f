import type { TopLevelSpec } from 'vega-lite';

/** A piece of a sentence; a plain string is plain text. */
export type Inline =
  | string
  | { readonly kind: 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export type Text = readonly Inline[];

/** A plot in the grammar of Vega-Lite, without width and colours: a writer knows those. */
export type Plot = Extract<TopLevelSpec, { layer: unknown }>;

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Text[])[];
}

export interface Figure {
  readonly kind: 'figure';
  /** Names its file beside Markdown; unique in the document. */
  readonly id: string;
  readonly title: string;
  /** What a person who cannot see the plot is told. */
  readonly description: string;
  readonly plot: Plot;
  /** How to read it, and what it means. */
  readonly reading: Text;
}

export type Block =
  | { readonly kind: 'paragraph' | 'notice'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | Table
  | Figure;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A whole report, as plain data: what it says, not how it looks. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  /** When the newest of its records ended. A report is dated by what it reports. */
  readonly dated: string;
  readonly sections: readonly Section[];
}
