/** The colours and the font of plots, by the medium they are for. */
export interface Look {
  readonly ink: string;
  /** Grid and whatever else stands behind. */
  readonly faint: string;
  readonly paper: string;
  /** One for each series, told apart by people who do not see all colours (Okabe and Ito). */
  readonly series: readonly string[];
  readonly font: string;
}

/** For paper: PDF, and SVG files that stand alone. */
export const paperLook: Look = {
  ink: '#1b1f24',
  faint: '#d8dce1',
  paper: '#ffffff',
  series: ['#0072b2', '#d55e00', '#009e73', '#a64d86', '#8a6d00', '#3b3f46'],
  font: 'sans-serif',
};

/** The same colours where a page is dark. */
export const darkSeries = ['#56b4e9', '#f0894a', '#2fc49b', '#e39ac8', '#e6c229', '#c9ced6'] as const;

/** For a page that is light or dark: its style sheet defines the variables. */
export const pageLook: Look = {
  ink: 'var(--ink)',
  faint: 'var(--faint)',
  paper: 'transparent',
  series: paperLook.series.map((_, at) => `var(--series-${at + 1})`),
  font: 'inherit',
};

/** For PDF, by the name of the font that is embedded. */
export const pdfLook: Look = { ...paperLook, paper: 'transparent', font: 'Roboto' };
