import { keysOf } from '../../src/domain/keys.ts';
import type { ComponentName } from '../../src/domain/roles.ts';

const heading = '  Settings:\n';

/** A snapcraft.yaml whose description ends with the list of keys, so that `snap info` is the manual. */
export function withKeyList(yaml: string, component: ComponentName): string {
  const start = yaml.indexOf(heading);
  if (start < 0) throw new Error('snapcraft.yaml has no line "  Settings:" in its description');
  const listed = start + heading.length;
  const end = listed + yaml.slice(listed).search(/^\S/m);
  return yaml.slice(0, listed) + renderList(component) + yaml.slice(end);
}

function renderList(component: ComponentName): string {
  return keysOf(component)
    .map(({ name, default: preset, help }) => `    ${name}${preset === '' ? '' : ` (${preset})`}: ${help}\n`)
    .join('');
}
