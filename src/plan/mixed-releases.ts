import type { HostFacts, Installed } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Wanted } from './needs.ts';

/** What to say where nodes that keep what they have do not have the same: an upgrade has stopped on its way. */
export function describeMixtures(wanted: Wanted, facts: ReadonlyMap<string, HostFacts>): string[] {
  const names = Object.keys(wanted) as ComponentName[]; // exact, as Wanted has one for each
  return names.filter((name) => 'asInstalled' in wanted[name]).flatMap((name) => describeMixture(name, facts));
}

function describeMixture(component: ComponentName, facts: ReadonlyMap<string, HostFacts>): string[] {
  const found = [...facts].flatMap(([host, { installed, machine, record }]) => {
    const one = installed[component];
    const revision = record?.components[component]?.revision;
    return one === undefined
      ? []
      : [{ host, arch: machine.arch, label: labelOf(one, revision), payload: one.payloadId }];
  });
  const byArch = Object.values(Object.groupBy(found, ({ arch }) => arch));
  if (byArch.every((those = []) => new Set(those.map(({ payload }) => payload)).size < 2)) return [];
  const byLabel = Object.entries(Object.groupBy(found, ({ label }) => label));
  const has = byLabel.map(([label, those = []]) => `${those.map(({ host }) => host).join(', ')}: ${label}`);
  return [`nodes differ and stay so: ${has.join('; ')}; bramble upgrade ${component} brings them together`];
}

function labelOf({ version, payloadId = '' }: Installed, revision: number | undefined): string {
  return `${version} (${revision === undefined ? payloadId.slice(0, 8) : `revision ${revision}`})`;
}
