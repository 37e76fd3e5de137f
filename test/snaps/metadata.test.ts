import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectFolder } from '../../src/build/project.ts';
import { componentNames } from '../../src/domain/components.ts';
import { keysOf } from '../../src/domain/keys.ts';
import { type ComponentName, roles, rolesOf } from '../../src/domain/roles.ts';
import { readRecipeText } from '../support/recipe-text.ts';
import { type SnapFile, snapRules } from '../support/snap-rules.ts';

const kit = join(projectFolder('spark'), '..', 'node');

const plugsOf: Readonly<Record<ComponentName, readonly string[]>> = {
  hadoop: ['network', 'network-bind', 'removable-media'],
  spark: ['network', 'network-bind'],
};

describe.each(componentNames)('snapcraft.yaml of %s', (component) => {
  const snap = parse(readRecipeText(component)) as SnapFile; // the rules check what is in it
  const daemons = Object.entries(snap.apps ?? {}).filter(([, app]) => app.daemon !== undefined);

  it.each(snapRules)('$says', ({ find }) => {
    expect(find(snap)).toEqual([]);
  });

  it('has a disabled daemon for each role, and no other daemon', () => {
    expect(daemons.map(([name]) => name).sort()).toEqual(rolesOf(component).sort());
    expect(daemons.map(([, app]) => app['install-mode'])).toEqual(daemons.map(() => 'disable'));
  });

  it('starts daemons in the order of the table of roles', () => {
    const after = daemons.map(([name, app]) => [name, app.after ?? []]);
    expect(Object.fromEntries(after)).toEqual(
      Object.fromEntries(rolesOf(component).map((name) => [name, roles[name].startsAfter])),
    );
  });

  it('starts every app through the kit, by the app’s own name', () => {
    for (const [name, { command }] of Object.entries(snap.apps ?? {})) expect(command).toBe(`node/run ${name}`);
  });

  it('asks for the network, Hadoop for the disks, and for nothing else: what runs as the service user may read no home anyway', () => {
    const plugs = Object.values({ ...snap.apps, ...snap.hooks }).flatMap((part) => part.plugs ?? []);
    expect([...new Set(plugs)].sort()).toEqual(plugsOf[component]);
  });

  it('lists every setting in its description', () => {
    for (const { name } of keysOf(component)) expect(snap.description).toMatch(new RegExp(`^  ${name}[: ]`, 'm'));
  });

  it('stages every file of the kit but for the folders of other components', () => {
    const organized = Object.keys((snap.parts?.node?.organize as object | undefined) ?? {}); // a map of paths
    const foreign: readonly string[] = componentNames.filter((name) => name !== component);
    expect(organized.sort()).toEqual(
      readdirSync(kit)
        .filter((name) => !foreign.includes(name))
        .sort(),
    );
  });
});

describe.each(componentNames)('hooks of the snap of %s', (component) => {
  const snap = parse(readRecipeText(component)) as SnapFile;
  const folder = join(projectFolder(component), 'snap', 'hooks');
  const hooks = readdirSync(folder);

  it('can be run, and hand over to the kit', () => {
    for (const hook of hooks) {
      accessSync(join(folder, hook), constants.X_OK);
      accessSync(join(kit, 'hooks', hook), constants.X_OK);
      expect(readFileSync(join(folder, hook), 'utf8')).toContain(`$SNAP/node/hooks/${hook}`);
    }
  });

  it('are those that snapd calls on a node, and each one that snapcraft.yaml gives plugs', () => {
    expect(hooks).toEqual(['check-health', 'configure', 'install', 'post-refresh']);
    expect(hooks).toEqual(expect.arrayContaining(Object.keys(snap.hooks ?? {})));
  });
});
