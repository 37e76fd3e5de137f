import { list, section } from '../blocks.ts';
import type { Section } from '../document.ts';
import type { Reported } from '../reported.ts';
import { engineTitles } from '../words.ts';

/** Benchmarks that were left out, and why. */
export function notRunSection({ records }: Reported): Section | undefined {
  const items = records.flatMap(({ record, letter }) =>
    record.skipped.map(({ benchmark, engine, why }) => [
      [letter, benchmark, engineTitles[engine]]
        .filter((part) => part !== '')
        .join(', ')
        .concat(`: ${why}`),
    ]),
  );
  return section('not-run', 'What was not run', items.length === 0 ? [] : [list(items)]);
}
