import { list, section, strong } from '../blocks.ts';
import type { Section } from '../document.ts';

/** What the words and marks of all figures mean. */
export function readingGuide(): Section | undefined {
  return section('reading', 'How to read the figures', [
    list([
      [strong('A dot is one run.'), ' Every run is shown, so that you can see for yourself how far they lie apart.'],
      [
        strong('The tick is the median'),
        ': half of the runs were faster, half were slower. One slow run moves an average; it hardly moves a median. The number at the right is the median.',
      ],
      [
        strong('The pale bar is the middle half'),
        ' of the runs: a quarter lies to its left, a quarter to its right. A short bar means that the runs of this record lie close together; those of another day may lie close together somewhere else.',
      ],
      [
        strong('A triangle is a run that was disturbed'),
        ', by heat, a weak power supply or other work; ',
        strong('a cross is one whose result was wrong.'),
        ' Both are shown and counted in nothing.',
      ],
      [
        strong('Two medians differ'),
        ' only where their bars are well apart. Where bars overlap, run it again, with more runs.',
      ],
    ]),
  ]);
}
