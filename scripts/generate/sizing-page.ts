import type { RoleName } from '../../src/domain/roles.ts';
import { type NodeSizing, sizeCluster } from '../../src/plan/sizing.ts';

const [begin, end] = ['<!-- Made by `npm run generate` from here on. -->', '<!-- To here. -->'];

/** What Pis of 1, 2, 4, 8 and 16 GB say that they have. */
const memoryOf = { '1 GB': 906, '2 GB': 1845, '4 GB': 3790, '8 GB': 7820, '16 GB': 15900 };
const sizes = Object.entries(memoryOf);

const working: readonly RoleName[] = ['datanode', 'nodemanager'];
const leading: readonly RoleName[] = ['namenode', 'resourcemanager', 'historyserver'];
const leadingBoth: readonly RoleName[] = [...leading, 'master', 'history-server'];

const roleSets: readonly (readonly [title: string, roles: readonly RoleName[]])[] = [
  ['Hadoop: a node that stores and computes', working],
  ['Hadoop: a node that leads', leading],
  ['Hadoop: a node that leads, stores and computes', [...leading, ...working]],
  ['Hadoop and Spark: a node that stores and computes', [...working, 'worker']],
  ['Hadoop and Spark: a node that leads', leadingBoth],
  ['Hadoop and Spark: a node that leads, stores and computes', [...leadingBoth, ...working, 'worker']],
  ['Spark: a worker', ['worker']],
  ['Spark: a master that works too', ['master', 'worker', 'history-server']],
];

/** docs/sizing.md: its text as it stands, and the tables from the code. */
export function withSizes(page: string): string {
  const [before = '', after = ''] = [page.split(begin)[0], page.split(end)[1]];
  return `${before}${begin}\n${roleSets.map(renderSet).join('\n')}\n${end}${after}`;
}

function renderSet([title, roles]: (typeof roleSets)[number]): string {
  const sizings = sizes.map(([, memoryMb]) => sizeOf(roles, memoryMb));
  const keys = new Set(sizings.flatMap(({ settings }) => Object.keys(settings).filter((key) => key.endsWith('-mb'))));
  const rows = [...keys].map((key) => [`\`${key}\``, ...sizings.map((sizing) => cellOf(sizing, key))]);
  const table = [['', ...sizes.map(([name]) => name)], ['---', ...sizes.map(() => '---:')], ...rows];
  return ['', `### ${title}`, '', roles.join(', '), '', ...table.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

/** As one of three, because a cluster is sized as a whole; the other two have room for all that this one has not. */
function sizeOf(roles: readonly RoleName[], memoryMb: number): NodeSizing {
  const others = roles.filter((role) => ['datanode', 'nodemanager', 'worker'].includes(role));
  const machines = ['red', 'red01', 'red02'].map((name, at) => ({
    name,
    memoryMb,
    cores: 4,
    roles: at === 0 ? roles : others,
  }));
  const sizing = sizeCluster(machines).get('red');
  if (sizing === undefined) throw new Error('red is not sized');
  return sizing;
}

function cellOf({ settings, refuse }: NodeSizing, key: string): string {
  return refuse === undefined ? (settings[key] ?? '') : 'refused';
}
