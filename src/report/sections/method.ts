import { quietBelow } from '../../bench/judge-conditions.ts';
import { code, list, section, strong } from '../blocks.ts';
import type { Section } from '../document.ts';
import { renderShare } from '../words.ts';

/** How the figures came about, for someone who wants to check them. */
export function methodSection(): Section | undefined {
  return section('method', 'Method', [
    list([
      [strong('Warm-up.'), ' The first runs of each benchmark are not kept: they load programs and fill caches.'],
      [
        strong('Quiet.'),
        ` A run begins when every node takes less than ${renderShare(quietBelow)} of its processor time, or after a wait; in that case it is marked.`,
      ],
      [
        strong('Watched.'),
        ' Temperature, clock and what the firmware held back are asked of every node before, during and after a run. What was held back marks the run; the clock is shown and not judged, for an idle core lowers it by itself. So does another application on the cluster, of which Spark’s master and YARN are asked before and after a run; one that came and went in between is not seen.',
      ],
      [
        strong('Checked.'),
        ' A result that is wrong is no time. A sort is checked for order, number of rows and checksum; counts and sums are compared with what the input must give. What is wrong is not counted.',
      ],
      [
        strong('Repeated.'),
        ' A run that was disturbed is made up for by another one, up to half as many again as were asked for.',
      ],
      [
        strong('Summed up'),
        ' by the median and quartiles (Hyndman and Fan’s type 7, as R and NumPy reckon) of the runs that count.',
      ],
      [
        strong('Repeatable.'),
        ' The record is a JSON file with every single run. ',
        code('bramble bench'),
        ' makes one of your cluster, ',
        code('bramble bench compare'),
        ' says whether two differ by more than chance, and ',
        code('bramble report'),
        ' made this page.',
      ],
    ]),
  ]);
}
