import type { Key, KeyType } from '../../src/domain/key-types.ts';
import { keys } from '../../src/domain/keys.ts';
import { roleNames, roles } from '../../src/domain/roles.ts';

/** The table that the node kit checks settings by. */
export function renderKeysTable(): string {
  return [
    '# Made from src/domain/*-keys.ts and roles.ts by `npm run generate`; change those.',
    '# key|component|name|kind|limits|default   and   role|component|name|key that it needs',
    ...keys.map(keyLine),
    ...roleNames.map((name) => ['role', roles[name].component, name, roles[name].needsKey ?? ''].join('|')),
    '',
  ].join('\n');
}

function keyLine({ component, name, type, default: preset }: Key): string {
  return ['key', component, name, type.kind, limitsOf(type), preset].join('|');
}

function limitsOf(type: KeyType): string {
  if (type.kind === 'integer') return `${type.min},${type.max}`;
  return type.kind === 'choice' ? type.of.join(',') : '';
}
