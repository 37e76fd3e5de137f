import type { BenchRecord } from '../bench/record.ts';
import type { ReportDocument } from './document.ts';
import { chapters } from './figures.ts';
import { refuseRecords } from './refuse-records.ts';
import { nameRecords, resultsOf } from './results.ts';
import { allFiguresSection } from './sections/all-figures.ts';
import { comparisonSection } from './sections/comparison.ts';
import { conditionsSection } from './sections/conditions.ts';
import { limitsSection } from './sections/limits.ts';
import { measuredSection } from './sections/measured.ts';
import { methodSection } from './sections/method.ts';
import { notRunSection } from './sections/not-run.ts';
import { readingGuide } from './sections/reading-guide.ts';
import { realPisSection } from './sections/real-pis.ts';
import { scalingSection } from './sections/scaling.ts';
import { settingSection } from './sections/setting.ts';
import { summarySection } from './sections/summary.ts';
import { joinWords, renderMoment } from './words.ts';

/** What one or several records say, in sections of text, tables and plots. Throws USAGE where they cannot stand together. */
export function makeReport(records: readonly BenchRecord[]): ReportDocument {
  refuseRecords(records);
  const named = nameRecords(records);
  const reported = { records: named, results: resultsOf(named) };
  const sections = [
    summarySection(reported),
    readingGuide(),
    ...chapters.map((chapter) => measuredSection(chapter, reported)),
    scalingSection(reported),
    comparisonSection(reported),
    conditionsSection(reported),
    realPisSection(),
    settingSection(reported),
    methodSection(),
    limitsSection(reported),
    notRunSection(reported),
    allFiguresSection(reported),
  ];
  const dated =
    records
      .map(({ finished }) => finished)
      .toSorted()
      .at(-1) ?? '';
  return {
    title: titleFor(records),
    subtitle: `Measured until ${renderMoment(dated)} by bramble bench.`,
    dated,
    sections: sections.filter((one) => one !== undefined),
  };
}

function titleFor(records: readonly BenchRecord[]): string {
  const names = [...new Set(records.map(({ cluster }) => cluster.name))];
  return `Benchmarks of the ${names.length === 1 ? 'cluster' : 'clusters'} ${joinWords(names)}`;
}
