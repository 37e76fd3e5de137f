import type { HostFacts, Installed } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { describeOffer } from './kept-builds.ts';
import { isKept, type Wanted } from './needs.ts';

/**
 * What to say where nodes keep what they have: that they do not have the same, as an upgrade has stopped on its way; else
 * that a blank one would get another build.
 */
export function describeKept(wanted: Wanted, facts: ReadonlyMap<string, HostFacts>): string[] {
  const names = Object.keys(wanted) as ComponentName[]; // exact, as Wanted has one for each
  return names
    .filter((name) => isKept(wanted[name]))
    .flatMap((name) => {
      const mixture = describeMixture(name, facts);
      return mixture.length > 0 ? mixture : describeOffer(name, wanted, facts);
    });
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
