import { componentNames } from '../domain/components.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { PlannedNode } from './desired-cluster.ts';
import { isKept, isOther, type Wanted } from './needs.ts';

interface Keeper {
  readonly host: string;
  readonly version: string;
}

/** What to say where nodes keep another build of a component than a blank node would get. */
export function describeOffer(
  component: ComponentName,
  wanted: Wanted,
  facts: ReadonlyMap<string, HostFacts>,
): string[] {
  const keepers = keepersOf(component, wanted, facts);
  if (keepers.length === 0) return [];
  return [`${describe(component, keepers)}, though another build is to be had: bramble upgrade ${component} brings it`];
}

type Planned = Pick<PlannedNode, 'spec' | 'facts' | 'parts'>;

/**
 * Refuses to follow a channel that is named where nothing is missing and nodes have something else than it holds: all
 * would change at once, without a gate and without a way back.
 */
export function refuseOtherChannel(channel: string, wanted: Wanted, nodes: readonly Planned[]): void {
  for (const component of componentNames) {
    const part = wanted[component];
    const own = nodes.filter(({ parts }) => parts.some((one) => one.component === component));
    const isMissing = own.some(({ facts }) => facts.installed[component] === undefined);
    const keepers = keepersOf(component, wanted, new Map(own.map(({ spec, facts }) => [spec.target.name, facts])));
    if (!('releases' in part) || isMissing || keepers.length === 0) continue;
    const held = Object.values(part.releases).map(({ version, revision }) => `${version} (revision ${revision})`);
    throw new BrambleError(
      'REFUSED',
      `${describe(component, keepers)}, and ${channel} holds ${held.join(', ')}: a deployment changes nothing that is installed`,
      { hint: `bramble upgrade ${component} --channel ${channel}` },
    );
  }
}

function keepersOf(component: ComponentName, wanted: Wanted, facts: ReadonlyMap<string, HostFacts>): Keeper[] {
  const part = wanted[component];
  if (!isKept(part)) return [];
  return [...facts].flatMap(([host, { installed, machine }]) => {
    const found = installed[component];
    return found !== undefined && isOther(found, machine.arch, part) ? [{ host, version: found.version }] : [];
  });
}

/** `red, red01 keep spark 4.2.0` */
function describe(component: ComponentName, keepers: readonly Keeper[]): string {
  const byVersion = Object.entries(Object.groupBy(keepers, ({ version }) => version));
  const parts = byVersion.map(([version, those = []]) => {
    const verb = those.length === 1 ? 'keeps' : 'keep';
    return `${those.map(({ host }) => host).join(', ')} ${verb} ${component} ${version}`;
  });
  return parts.join('; ');
}
