import { componentNames } from '../domain/components.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type Key, port } from '../domain/key-types.ts';
import { keysOf } from '../domain/keys.ts';
import { componentOf, type RoleName } from '../domain/roles.ts';
import { createRedactor } from '../evidence/redact.ts';
import { keyOn } from '../facts/key-on.ts';
import type { BenchRecord } from './record.ts';

type Settings = BenchRecord['cluster']['nodes'][number]['settings'];

/** What is set on a node, or stands there unset, that figures depend on: sizes, copies, folders and further properties. */
export function decidingSettings(facts: HostFacts, roles: readonly RoleName[]): Settings {
  const present = componentNames.filter((name) => roles.some((role) => componentOf(role) === name));
  const settings = present.map((component) => [
    component,
    Object.fromEntries(
      keysOf(component)
        .filter((key) => decides(key, roles))
        .map(({ name }) => [name, withoutSecrets(keyOn(component, name, facts))])
        .filter(([, value]) => value !== ''),
    ),
  ]);
  return Object.fromEntries(settings);
}

const kinds: ReadonlySet<Key['type']['kind']> = new Set(['integer', 'choice', 'folders', 'properties']);

/** Names and ports only say where something is. */
function decides({ type, usedBy }: Key, roles: readonly RoleName[]): boolean {
  return kinds.has(type.kind) && type !== port && (usedBy.length === 0 || usedBy.some((role) => roles.includes(role)));
}

/** A record is shown to others, and properties of one's own may hold what is nobody else's business. */
const withoutSecrets = createRedactor({ keepsAddresses: true }).text;
