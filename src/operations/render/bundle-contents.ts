import type { ClusterSpec } from '../../domain/cluster.ts';
import type { ClusterSession } from '../../session/cluster-session.ts';
import { renderTable } from './table.ts';

const general: readonly (readonly [string, string])[] = [
  ['cluster.json', 'hosts, roles and settings as wanted'],
  ['findings.json', 'what bramble verify says, without jobs'],
  ['history.json', 'who changed what, and how it ended'],
  ['operator.json', 'versions of bramble and Node, and the system of the machine it ran on'],
];

const ofNodes: readonly (readonly [string, string])[] = [
  ['facts.json', 'machine, memory, disks, ports, what is installed, with its settings'],
  ['ROLE.log.txt', 'the end of each daemon’s log'],
  ['ROLE.answer.json', 'what each daemon says about itself'],
  ['ROLE.threads.txt, ROLE.unit.txt', 'what its threads do, and what systemd knows about it'],
  ['system.txt, disk.txt, memory.txt …', 'load, space, heat and throttling, the kernel’s log, changes by snapd'],
];

/** What a bundle holds, for people; also what stands in it as README.txt. */
export function bundleContents({ nodes }: ClusterSpec, { failures }: Pick<ClusterSession, 'failures'>): string {
  const reached = nodes.map(({ target }) => target.name).filter((name) => !failures.has(name));
  const missing =
    failures.size === 0 ? [] : [`not reached (the bundle says so too): ${[...failures.keys()].join(', ')}`];
  return [
    'of the cluster:',
    renderTable(general.map(indent)),
    `of ${reached.length === 0 ? 'no node' : reached.join(', ')}:`,
    renderTable(ofNodes.map(indent)),
    ...missing,
    'Passwords, tokens, keys and secrets were taken out by their names; look through it before you pass it on.',
  ].join('\n');
}

const indent = ([file, words]: readonly [string, string]) => [`  ${file}`, words];
