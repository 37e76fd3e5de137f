import { components } from '../../src/domain/components.ts';
import type { Key } from '../../src/domain/key-types.ts';
import { keysOf } from '../../src/domain/keys.ts';
import { type ComponentName, roles, rolesOf } from '../../src/domain/roles.ts';
import { describeType } from './value-words.ts';

/** docs/reference/keys.md. */
export function renderKeysPage(): string {
  const sections = (Object.keys(components) as ComponentName[]).map((name) => {
    const { title, snap } = components[name];
    return [
      `## ${title}`,
      '',
      `To set one by hand: \`sudo snap set ${snap} NAME=VALUE …\` on a node with the snap,`,
      `\`sudo /opt/bramble/bin/bramble-node set ${name} NAME=VALUE …\` on a node with the tarball.`,
      'Either all settings in one call are accepted, or none. Anything that is not in this table is refused.',
      '',
      '| Name | Takes | Default | Used by | |',
      '|---|---|---|---|---|',
      ...keysOf(name).map(row),
      '',
      ...needs(name),
      '',
    ].join('\n');
  });
  return ['<!-- Made from src/domain/*-keys.ts by `npm run generate`; change that. -->', '# Settings of a node', '']
    .concat(sections, '')
    .join('\n');
}

function row({ name, type, default: preset, usedBy, help }: Key): string {
  const users = usedBy.length === 0 ? 'all' : usedBy.join(', ');
  return `| \`${name}\` | ${describeType(type)} | ${preset === '' ? '' : `\`${preset}\``} | ${users} | ${help} |`;
}

function needs(component: ComponentName): string[] {
  const bound = rolesOf(component).filter((name) => roles[name].needsKey !== undefined);
  return bound.map((name) => `* The role \`${name}\` needs \`${roles[name].needsKey}\`.`);
}
