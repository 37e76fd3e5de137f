import { useEffect, useRef } from 'preact/hooks';
import { darkSeries, paperLook } from '../../../src/report/writers/look.ts';
import type { ReadReport } from '../state/read-report.ts';

/** A report in the page: laid out as in a file of its own, in the colours of the page. */
export function ReportView({ report }: { readonly report: ReadReport }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current !== null) show(report, place.current);
  }, [report]);
  return <div class="report" ref={place} />;
}

/** Its style is adopted, as the policy forbids inline ones, and stays in a tree of its own. */
function show({ style, parts }: ReadReport, place: HTMLElement): void {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(...parts);
  colourSeries(place);
  for (const part of parts) part.addEventListener('click', (event) => stayInReport(event, root));
}

/** Its own sheet goes by the device; here they go by the colours that were chosen for the page. */
function colourSeries(place: HTMLElement): void {
  for (const [at, light] of paperLook.series.entries())
    place.style.setProperty(`--series-${at + 1}`, `light-dark(${light}, ${darkSeries[at] ?? light})`);
}

/** A link to a part of the report must not become the address of a view. */
function stayInReport(event: Event, root: ShadowRoot): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  const part = link?.getAttribute('href')?.slice(1);
  if (part === undefined) return;
  event.preventDefault();
  root.getElementById(part)?.scrollIntoView();
}
