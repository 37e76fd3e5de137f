import { components } from '../../src/domain/components.ts';
import { type Key, keys } from '../../src/domain/keys.ts';
import { roleNames, roles } from '../../src/domain/roles.ts';
import { describeType } from './value-words.ts';

/** docs/reference/keys.md. */
export function renderKeysPage(): string {
  const sections = Object.entries(components).map(([name, { title, snap }]) =>
    [
      `## ${title}`,
      '',
      `By hand: \`sudo snap set ${snap} NAME=VALUE …\` on a node with the snap,`,
      `\`sudo /opt/bramble/bin/bramble-node set ${name} NAME=VALUE …\` on a node with the tarball.`,
      'All settings of one call are taken together or not at all. Whatever is not in this table is refused.',
      '',
      '| Name | Takes | Default | Used by | |',
      '|---|---|---|---|---|',
      ...keys.filter(({ component }) => component === name).map(row),
      '',
      ...needs(name),
    ].join('\n'),
  );
  return ['<!-- Made from src/domain/keys.ts by `npm run generate`; change that. -->', '# Settings of a node', '']
    .concat(sections, '')
    .join('\n');
}

function row({ name, type, default: preset, usedBy, help }: Key): string {
  const users = usedBy.length === 0 ? 'all' : usedBy.join(', ');
  return `| \`${name}\` | ${describeType(type)} | ${preset === '' ? '' : `\`${preset}\``} | ${users} | ${help} |`;
}

function needs(component: string): string[] {
  const bound = roleNames.filter((name) => roles[name].component === component && roles[name].needsKey !== undefined);
  return bound.map((name) => `The role \`${name}\` needs \`${roles[name].needsKey}\`.`);
}
