import { type Key, port } from '../../src/domain/key-types.ts';
import { keysOf } from '../../src/domain/keys.ts';
import { roleNames, roles } from '../../src/domain/roles.ts';

/** Ports that Hadoop and Spark open by themselves and no key of bramble names. */
const upstreams: readonly (readonly [number: string, of: string, what: string])[] = [
  ['8030, 8031, 8032, 8033', 'resourcemanager', 'applications, NodeManagers, clients, administration'],
  ['8040', 'nodemanager', 'files of an application'],
  ['13562', 'nodemanager', 'output of map tasks'],
  ['10020, 10033', 'historyserver', 'clients, administration'],
  ['4040 and up', 'an application of Spark', 'its web page, while it runs'],
  ['any', 'an application of Spark or YARN', 'its driver, executors and masters talk to each other'],
];

// Spark has a key for the NameNode's port too; the one of Hadoop stands.
const ports = new Map([...keysOf('spark'), ...keysOf('hadoop')].filter(isPort).map((key) => [key.name, key]));

/** docs/reference/ports.md. */
export function renderPortsPage(): string {
  return `<!-- Made from src/domain/*-keys.ts and scripts/generate/ports-page.ts by \`npm run generate\`; change those. -->
# Ports

bramble itself needs only SSH to each node. The nodes need all of these ports between each other, and nobody else needs any of them ([security](../security.md)).

| Port | Key that sets it | |
|---|---|---|
${[...ports.values()].map(row).join('\n')}

These are opened by Hadoop and Spark themselves, and no key sets them:

| Port | Of | For |
|---|---|---|
${upstreams.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}

function isPort({ type }: Key): boolean {
  return type === port;
}

function row({ name, default: preset, help }: Key): string {
  const asked = roleNames.find((role) => roles[role].portKey === name);
  return `| ${preset} | \`${name}\` | ${help}${asked === undefined ? '' : ` \`bramble verify\` asks the ${asked} there.`} |`;
}
