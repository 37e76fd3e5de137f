import { list, section, strong } from '../blocks.ts';
import type { Section, Text } from '../document.ts';
import type { Reported } from '../reported.ts';
import { isVirtual, type NamedRecord } from '../results.ts';
import { count, joinWords, renderBytes } from '../words.ts';

/** With fewer runs than this, quartiles say little. */
const fewRuns = 5;

/** What must not be concluded from these records. */
export function limitsSection({ records }: Reported): Section | undefined {
  const own = records.flatMap((named) => limitsOf(named));
  return section('limits', 'Limits of validity', [list([...own, ...always])]);
}

function limitsOf({ record, letter }: NamedRecord): Text[] {
  const of = letter === '' ? '' : `${letter}: `;
  const { nodes } = record.cluster;
  const { runs, scaleBytes } = record.settings;
  const memoryBytes = nodes.reduce((sum, { memoryMb }) => sum + memoryMb, 0) * 2 ** 20;
  return [
    ...(isVirtual(record)
      ? [
          [
            strong(`${of}The nodes are virtual.`),
            ' They share the processors, the memory and the disk of one machine, and are no measure of a board, of its card or of its network.',
          ],
        ]
      : []),
    ...(scaleBytes < memoryBytes
      ? [
          [
            strong(`${of}The input is small.`),
            ` ${renderBytes(scaleBytes)} fit into the memory of the nodes, ${renderBytes(memoryBytes)} in all: what is read twice may come from there, and not from a disk.`,
          ],
        ]
      : []),
    ...blindSpots(record).map(
      (spot): Text => [
        strong(`${of}Something may have been missed.`),
        ` ${spot} Had it happened again for less than five seconds in a run, it would not show. After a reboot it would.`,
      ],
    ),
    ...(runs < fewRuns
      ? [
          [
            strong(`${of}There are few runs.`),
            ` With ${count(runs, 'run')} of each, a median is rough, and a small difference may be chance.`,
          ],
        ]
      : []),
  ];
}

/** What the firmware noted before a run it notes no second time. */
function blindSpots({ measurements }: NamedRecord['record']): string[] {
  const conditions = measurements.flatMap(({ runs }) => runs.flatMap((run) => run.conditions));
  const noted = conditions.filter(({ throttledBefore }) => throttledBefore !== null && throttledBefore.length > 0);
  const byNode = Map.groupBy(noted, ({ node }) => node);
  return [...byNode].map(([node, some]) => {
    const causes = new Set(some.flatMap(({ throttledBefore }) => throttledBefore ?? []));
    return `The firmware of ${node} had noted before a run: ${joinWords([...causes])}.`;
  });
}

const always: readonly Text[] = [
  [
    strong('One cluster, one day.'),
    ' Other cards, power supplies, switches and rooms give other figures, and so does the same cluster when it is warmer.',
  ],
  [
    strong('These programs, these settings.'),
    ' Sizes of heaps and containers are what bramble chose for these nodes; other settings give other figures.',
  ],
  [
    strong('A benchmark is no application.'),
    ' It shows what is scarce. What your program needs, only your program can tell.',
  ],
];
