import { benchmarks } from '../../bench/benchmarks.ts';
import { link, list, paragraph, section, table } from '../blocks.ts';
import type { Section } from '../document.ts';
import { clusterFigures, furtherReading, publishedFigures, sources } from '../published.ts';
import { renderFigure } from '../words.ts';

/** What others measured on real boards, with sources. */
export function realPisSection(): Section | undefined {
  const rows = publishedFigures.map(({ benchmark, hardware, value, how, source }) => [
    benchmarks[benchmark].title,
    hardware,
    renderFigure(value, benchmarks[benchmark].unit),
    how,
    [link(sources[source].title, sources[source].url)],
  ]);
  const clusterRows = clusterFigures.map(({ what, hardware, figure, source }) => [
    what,
    hardware,
    figure,
    [link(source.title, source.url)],
  ]);
  return section('real-pis', 'Real Pis, as others measured them', [
    paragraph(
      'They were measured by other people with other programs. Compare orders of magnitude, and not digits: an SD card writes tens of megabytes a second, an SSD hundreds, and a link of 1 Gbit/s carries a little less than 120.',
    ),
    table('Published figures', ['What', 'Board', '>Figure', 'How', 'Source'], rows),
    paragraph(
      'Times of whole clusters are rarer, and each is of another program: there is nothing here that they could be set beside.',
    ),
    table('Published times of clusters', ['What', 'Boards', '>Figure', 'Source'], clusterRows),
    paragraph(
      'Clusters of real boards were measured in these papers. No figure of theirs stands here, because only their abstracts were open to us. The first is the closest: it used the same programs of Hadoop. ',
      link('Three Pi 3 with Spark', sources.litwintschik.url),
      ' went through 1.1 billion taxi rides.',
    ),
    list(furtherReading.map(({ title, url }) => [link(title, url)])),
  ]);
}
