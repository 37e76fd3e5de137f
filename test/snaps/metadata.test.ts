import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { keys } from '../../src/domain/keys.ts';
import { roleNames } from '../../src/domain/roles.ts';
import { recipeText } from '../support/recipe-text.ts';
import { type SnapFile, snapRules } from '../support/snap-rules.ts';

const project = fileURLToPath(new URL('../../snaps/bramble-spark', import.meta.url));
const kit = join(project, '..', 'node');
const snap = parse(recipeText) as SnapFile; // the rules check what is in it

describe('snapcraft.yaml of Spark', () => {
  it.each(snapRules)('$says', ({ find }) => {
    expect(find(snap)).toEqual([]);
  });

  it('has a disabled daemon for each role, and no other daemon', () => {
    const daemons = Object.entries(snap.apps ?? {}).filter(([, app]) => app.daemon !== undefined);
    expect(daemons.map(([name]) => name).sort()).toEqual([...roleNames].sort());
    expect(daemons.map(([, app]) => app['install-mode'])).toEqual(daemons.map(() => 'disable'));
  });

  it('starts every app through the kit, by the app’s own name', () => {
    for (const [name, { command }] of Object.entries(snap.apps ?? {})) expect(command).toBe(`node/run ${name}`);
  });

  it('asks for the network and for nothing else: what runs as the service user may read no home anyway', () => {
    const plugs = Object.values({ ...snap.apps, ...snap.hooks }).flatMap((part) => part.plugs ?? []);
    expect([...new Set(plugs)].sort()).toEqual(['network', 'network-bind']);
  });

  it('lists every setting in its description', () => {
    for (const { name } of keys) expect(snap.description).toContain(`${name}`);
  });

  it('stages every file of the kit', () => {
    const organized = Object.keys((snap.parts?.node?.organize as object | undefined) ?? {}); // a map of paths
    expect(organized.sort()).toEqual(readdirSync(kit).sort());
  });
});

describe('hooks of the snap', () => {
  const hooks = readdirSync(join(project, 'snap', 'hooks'));

  it('can be run, and hand over to the kit', () => {
    for (const hook of hooks) {
      accessSync(join(project, 'snap', 'hooks', hook), constants.X_OK);
      accessSync(join(kit, 'hooks', hook), constants.X_OK);
      expect(readFileSync(join(project, 'snap', 'hooks', hook), 'utf8')).toContain(`$SNAP/node/hooks/${hook}`);
    }
  });

  it('have a hook for each one that snapcraft.yaml gives plugs', () => {
    expect(hooks).toEqual(expect.arrayContaining(Object.keys(snap.hooks ?? {})));
  });
});
