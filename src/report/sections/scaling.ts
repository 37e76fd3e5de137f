import { type Scaling, type ScalingStep, scalingsOf } from '../../bench/scaling.ts';
import { notice, paragraph, section, strong, table } from '../blocks.ts';
import type { Block, Figure, Section } from '../document.ts';
import { linePlot } from '../plots/line-plot.ts';
import type { Reported } from '../reported.ts';
import { isVirtual, type NamedRecord, titleOf } from '../results.ts';
import { count, renderFigure, renderNumber, renderShare } from '../words.ts';

/** Speed-up and efficiency of each record that tried several numbers of workers. */
export function scalingSection({ records }: Reported): Section | undefined {
  const blocks = records.flatMap((named) => {
    const scalings = scalingsOf(named.record.measurements);
    return scalings.length === 0 ? [] : blocksFor(named, scalings);
  });
  return section('scaling', 'Scaling: what more workers bring', blocks);
}

function blocksFor(named: NamedRecord, scalings: readonly Scaling[]): Block[] {
  const shared = isVirtual(named.record) ? [sharedNotice] : [];
  return [
    paragraph(`${named.name}. The same work, done by fewer and by more workers.`),
    ...shared,
    speedUpFigure(named, scalings),
    efficiencyFigure(named, scalings),
    scalingTable(named, scalings),
  ];
}

const sharedNotice = notice(
  strong('Virtual Pis share one machine.'),
  ' Its cores, and not their number, set the limit: once all are at work, another worker brings nothing. Real Pis bring cores of their own.',
);

function speedUpFigure({ letter }: NamedRecord, scalings: readonly Scaling[]): Figure {
  const [fewest, most] = endsOf(scalings);
  const ideal = { name: 'ideal', points: [fewest, most].map((workers) => ({ x: workers, y: workers / fewest })) };
  const points = pointsOf(scalings, 'speedUp');
  return {
    kind: 'figure',
    id: idWith('speed-up', letter),
    title: `Speed-up${of(letter)}`,
    description: describe(scalings, 'speedUp', renderNumber),
    plot: linePlot(points, [ideal], { x: 'workers', y: 'times as fast', marksAtX: workersOf(scalings) }),
    reading: [
      `How many times as fast as with ${fewest === 1 ? 'one worker' : `${fewest} workers`}. On the dashed line, twice the workers need half the time. A curve bends away from it where workers wait: for each other, for the disk, for the network, or for the part of the job that only one can do.`,
    ],
  };
}

function efficiencyFigure({ letter }: NamedRecord, scalings: readonly Scaling[]): Figure {
  const [fewest, most] = endsOf(scalings);
  const ideal = { name: 'nothing lost', points: [fewest, most].map((workers) => ({ x: workers, y: 1 })) };
  return {
    kind: 'figure',
    id: idWith('efficiency', letter),
    title: `Efficiency${of(letter)}`,
    description: describe(scalings, 'efficiency', renderShare),
    plot: linePlot(pointsOf(scalings, 'efficiency'), [ideal], {
      x: 'workers',
      y: 'efficiency',
      marksAtX: workersOf(scalings),
      format: '.0%',
    }),
    reading: [
      'Speed-up through workers: how much of what the added workers could do was put to use. It falls faster for small inputs, for the time to start a job stays the same however many share the work.',
    ],
  };
}

function scalingTable({ letter }: NamedRecord, scalings: readonly Scaling[]): Block {
  const workers = workersOf(scalings);
  const rows = scalings.map(({ measurement, steps }) => [
    titleOf(measurement),
    ...workers.map((number) => {
      const step = steps.find((one) => one.workers === number);
      return step === undefined ? '' : renderStep(step, measurement);
    }),
  ]);
  const titles = workers.map((number) => `>${count(number, 'worker')}`);
  return table(`Median, speed-up and efficiency${of(letter)}`, ['Benchmark', ...titles], rows);
}

function renderStep({ median, speedUp, efficiency }: ScalingStep, { unit }: Scaling['measurement']): string {
  return `${renderFigure(median, unit)} · ${renderNumber(speedUp)} · ${renderShare(efficiency)}`;
}

function pointsOf(scalings: readonly Scaling[], what: 'speedUp' | 'efficiency') {
  return scalings.flatMap(({ measurement, steps }) =>
    steps.map((step) => ({ x: step.workers, y: step[what], series: titleOf(measurement) })),
  );
}

function describe(
  scalings: readonly Scaling[],
  what: 'speedUp' | 'efficiency',
  render: (value: number) => string,
): string {
  const courses = scalings.map(({ measurement, steps }) => {
    const course = steps.map((step) => `${render(step[what])} with ${step.workers}`).join(', ');
    return `${titleOf(measurement)}: ${course}`;
  });
  return `By number of workers. ${courses.join('; ')}.`;
}

function workersOf(scalings: readonly Scaling[]): number[] {
  return [...new Set(scalings.flatMap(({ steps }) => steps.map(({ workers }) => workers)))].toSorted((a, b) => a - b);
}

function endsOf(scalings: readonly Scaling[]): [number, number] {
  const workers = workersOf(scalings);
  return [Math.min(...workers), Math.max(...workers)];
}

const idWith = (id: string, letter: string) => (letter === '' ? id : `${id}-${letter.toLowerCase()}`);
const of = (letter: string) => (letter === '' ? '' : ` of ${letter}`);
