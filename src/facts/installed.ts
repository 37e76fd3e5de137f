import type { PackagingName } from '../domain/artifact.ts';
import { components } from '../domain/components.ts';
import type { Installed, ServiceFacts } from '../domain/facts.ts';
import { type ComponentName, type RoleName, rolesOf } from '../domain/roles.ts';
import { packagings, secretPath } from '../packaging/packagings.ts';
import { type Fact, linesOf } from './fact.ts';
import { parseKeys } from './keys-text.ts';
import { parseUnits } from './units.ts';

const sections = ['packaging', 'snap', 'plugs', 'manifest', 'keys', 'secret', 'units'] as const;
type Section = (typeof sections)[number];

/** What is installed of a component, how it is set, and how its services do. The same shape for both packagings. */
export function installedFact(component: ComponentName): Fact<Installed | undefined> {
  return { script: askInstalled(component), parse: (text) => parseInstalled(component, text) };
}

function askInstalled(component: ComponentName): string {
  const { snap, ownersPlugs } = components[component];
  const [snapRoot, tarRoot] = [packagings.snap.root(component), packagings.tarball.root(component)];
  const manifest = (root: string) => `echo '${mark('manifest')}'; cat ${root}/meta/bramble.json`;
  const secret = (name: PackagingName) =>
    `echo '${mark('secret')}'; f=${secretPath(packagings[name], component)}; [ -s $f ] && sha256sum < $f | cut -c1-16`;
  return `
if [ -e ${snapRoot} ]; then
echo '${mark('packaging')}'; echo snap; readlink ${snapRoot}
echo '${mark('snap')}'; snap list --unicode=never --color=never ${snap}; grep ^version: ${snapRoot}/meta/snap.yaml
${ownersPlugs.length === 0 ? '' : `echo '${mark('plugs')}'; snap connections ${snap}`}
${manifest(snapRoot)}
echo '${mark('keys')}'; snap get -d ${snap}
${secret('snap')}
${askUnits(component, 'snap')}
elif [ -e ${tarRoot} ]; then
echo '${mark('packaging')}'; echo tarball; readlink ${tarRoot}
${manifest(tarRoot)}
echo '${mark('keys')}'; /opt/bramble/bin/bramble-node get ${component}
${secret('tarball')}
${askUnits(component, 'tarball')}
fi`;
}

function askUnits(component: ComponentName, name: PackagingName): string {
  const units = rolesOf(component).map((role) => packagings[name].unit(component, role));
  const properties =
    'Id,ActiveState,SubState,NRestarts,MainPID,UnitFileState,ActiveEnterTimestampMonotonic,ExecMainStatus';
  return `echo '${mark('units')}'; cat /proc/uptime; systemctl show -p ${properties} ${units.join(' ')}`;
}

function mark(section: Section): string {
  return `--- ${section}`;
}

function parseInstalled(component: ComponentName, text: string): Installed | undefined {
  const part = (section: Section) => sectionOf(text, section);
  const [packaging, link = ''] = linesOf(part('packaging'));
  if (packaging !== 'snap' && packaging !== 'tarball') return undefined;
  const manifest = parseManifest(part('manifest'));
  return {
    packaging,
    revision: link.split('/').at(-1) ?? '',
    version: manifest?.version ?? snapVersion(part('snap')),
    payloadId: manifest?.payloadId,
    recipe: manifest?.recipe,
    confinement: packaging === 'snap' ? snapConfinement(part('snap')) : 'none',
    plugs: parsePlugs(component, part('plugs')),
    keys: parseKeys(part('keys')),
    secretId: part('secret').trim(),
    services: servicesOf(component, packaging, part('units')),
  };
}

function sectionOf(text: string, section: Section): string {
  const at = text.indexOf(`${mark(section)}\n`);
  if (at < 0) return '';
  const rest = text.slice(at + mark(section).length + 1);
  const end = rest.search(/^--- \w+$/m);
  return end < 0 ? rest : rest.slice(0, end);
}

function parseManifest(text: string): { version: string; payloadId: string; recipe: string } | undefined {
  try {
    const { version, payloadId, recipe } = JSON.parse(text) as Record<string, unknown>;
    if (typeof version !== 'string' || typeof payloadId !== 'string' || typeof recipe !== 'string') return undefined;
    return { version, payloadId, recipe };
  } catch {
    return undefined; // something else of that name: no manifest of ours
  }
}

/** Last line of `snap list`: `bramble-spark  4.2.0  x1  -  -  devmode`; the notes name every departure from strict. */
function snapConfinement(text: string): string {
  const row = linesOf(text).find((line) => /^bramble-/.test(line)) ?? '';
  const notes = row.split(/\s+/).at(-1) ?? '';
  return (
    ['devmode', 'jailmode', 'classic', 'try', 'broken'].find((word) => notes.split(',').includes(word)) ?? 'strict'
  );
}

/** `removable-media  bramble-hadoop:removable-media  :removable-media  manual`; where it is not connected, a dash. */
function parsePlugs(component: ComponentName, text: string): string[] {
  const rows = linesOf(text).map((line) => line.split(/\s+/));
  return components[component].ownersPlugs.filter((plug) =>
    rows.some(([, own, slot]) => own === `${components[component].snap}:${plug}` && slot !== '-'),
  );
}

function snapVersion(text: string): string {
  return /^version: *['"]?([^'"\n]*)/m.exec(text)?.[1] ?? '';
}

function servicesOf(
  component: ComponentName,
  packaging: PackagingName,
  text: string,
): Partial<Record<RoleName, ServiceFacts>> {
  const units = parseUnits(text);
  const found = rolesOf(component).map(
    (role) => [role, units.get(packagings[packaging].unit(component, role))] as const,
  );
  return Object.fromEntries(found.filter(([, unit]) => unit !== undefined));
}
