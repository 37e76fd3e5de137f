import { list, section, table } from '../blocks.ts';
import type { Block, Section, Text } from '../document.ts';
import type { Reported } from '../reported.ts';
import type { NamedRecord } from '../results.ts';
import { count, joinWords, renderBytes, renderMoment } from '../words.ts';

/** Hardware, software and what was asked for. */
export function settingSection({ records }: Reported): Section | undefined {
  return section('setting', 'What was measured', records.flatMap(blocksFor));
}

function blocksFor({ record, name }: NamedRecord): Block[] {
  const { nodes } = record.cluster;
  const rows = nodes.map(({ name, model, virtual, arch, cores, memoryMb, disk, diskMb, os, kernel }) => [
    name,
    virtual ? 'virtual' : model || 'not told',
    `${cores} × ${arch}`,
    renderBytes(memoryMb * bytesPerMb),
    [renderBytes(diskMb * bytesPerMb), disk].filter((part) => part !== '').join(', '),
    os,
    kernel,
  ]);
  const roles = nodes.map((node) => [node.name, node.roles.join(', '), node.packaging]);
  return [
    table(`Nodes of ${name}`, ['Node', 'Board', 'Cores', '>Memory', 'Disk', 'System', 'Kernel'], rows),
    table('Their roles', ['Node', 'Roles', 'Packaging'], roles),
    table('What is set on them that figures depend on', ['Setting', 'Value'], settingRows(nodes)),
    list([...softwareItems(record), ...settingItems(record)]),
  ];
}

type Node = NamedRecord['record']['cluster']['nodes'][number];

/** What is the same on all nodes that have it stands once. */
function settingRows(nodes: readonly Node[]): string[][] {
  const all = nodes.flatMap(({ name, settings }) =>
    Object.entries(settings).flatMap(([component, keys]) =>
      Object.entries(keys).map(([key, value]) => ({ setting: `${component} ${key}`, value: inLine(value), name })),
    ),
  );
  return [...Map.groupBy(all, ({ setting }) => setting)].map(([setting, set]) => {
    const alike = new Set(set.map(({ value }) => value)).size === 1;
    return [setting, alike ? (set[0]?.value ?? '') : set.map(({ name, value }) => `${name} ${value}`).join('; ')];
  });
}

function inLine(properties: string): string {
  return properties.split('\n').join(', ');
}

const bytesPerMb = 2 ** 20;

function softwareItems({ software }: NamedRecord['record']): Text[] {
  const components = Object.entries(software.components).map(
    ([name, { version, payloadId, channel }]): Text => [
      `${name} ${version}, payload ${payloadId.slice(0, 12)}${channel === undefined ? '' : `, from ${channel}`}`,
    ],
  );
  return [...components, [`Java ${software.java}; bramble ${software.bramble}`]];
}

function settingItems({ settings, started, finished, id }: NamedRecord['record']): Text[] {
  const { what, scaleBytes, runs, warmUps, workers } = settings;
  const tried = workers.length === 0 ? '' : `; Spark with ${joinWords(workers.map(String))} workers`;
  return [
    [
      `Asked for: ${what}, ${renderBytes(scaleBytes)} for each benchmark that works on data, ${count(runs, 'run')} after ${count(warmUps, 'warm-up')}${tried}`,
    ],
    [`From ${renderMoment(started)} to ${renderMoment(finished)}; record ${id}`],
  ];
}
