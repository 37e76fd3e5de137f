import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectAptSettings } from '../apt-sources.ts';
import type { LabOs } from '../os.ts';
import { scriptsFolder } from '../paths.ts';
import { basePackages, imageName } from '../recipe.ts';
import { type LabContext, tell } from './context.ts';
import { hasImage, imagePath, provideImage, removeOldImages } from './image-cache.ts';
import { provideKeyring } from './machine-tools.ts';
import { type SnapSource, seedSnaps } from './seed-snaps.ts';
import { canReachSnapStore } from './snap-store.ts';
import type { MachineSystem } from './system.ts';
import { runEnclosed, tryTool } from './tool.ts';

/** For each kind of host, the directories below its own disk, uppermost first. */
export type Images = Readonly<Partial<Record<LabOs, readonly string[]>>>;

/** The directories that hosts of each kind are laid over, uppermost first; those asked for are made where they are missing. */
export async function provideImages(
  oses: readonly LabOs[],
  system: MachineSystem,
  context: LabContext,
): Promise<Images> {
  const base = await provideBase(system, context);
  const raspios = [imagePath(base)];
  const ubuntu = oses.includes('ubuntu') ? await provideUbuntu(base, system, context) : undefined;
  await removeOldImages(ubuntu ?? raspios);
  return { raspios, ...(ubuntu && { ubuntu }) };
}

async function provideBase(system: MachineSystem, context: LabContext): Promise<string> {
  const { suite, mirror, script } = system;
  const packages = basePackages.join(',');
  const name = imageName('base', [process.arch, suite, packages, await readScript('make-base.sh')]);
  await provideImage(name, context, async (folder) => {
    await provideKeyring(system, context);
    tell(context, `base image: debootstrap of ${system.title} (about a minute, cached afterwards)`);
    await runEnclosed([...sh('make-base.sh'), join(folder, 'tree'), suite, script, mirror, packages], context);
  });
  return name;
}

async function provideUbuntu(base: string, { suite, mirror }: MachineSystem, context: LabContext): Promise<string[]> {
  const snapd = imageName('snapd', [base, await readScript('add-snapd.sh')]);
  await provideImage(snapd, context, async (folder) => {
    tell(context, 'base image: adding snapd (cached afterwards)');
    const input = selectAptSettings(await tryTool(['apt-config', 'dump']));
    const paths = [imagePath(base), ...['tree', 'work', 'root'].map((name) => join(folder, name))];
    await runEnclosed([...sh('add-snapd.sh'), ...paths, suite, mirror], { ...context, input });
  });
  const seeded = await provideSeeded(base, snapd, context);
  return [seeded, snapd, base].map(imagePath);
}

async function provideSeeded(base: string, snapd: string, context: LabContext): Promise<string> {
  const names = {
    store: imageName('seeded', [
      snapd,
      'store',
      await readScript('download-snaps.sh'),
      await readScript('seed-snaps.sh'),
    ]),
    'stand-in': imageName('seeded', [snapd, await readScript('make-stand-ins.sh'), await readScript('seed-snaps.sh')]),
  } as const satisfies Record<SnapSource, string>;
  const source = await chooseSource(names);
  const layers = [imagePath(snapd), imagePath(base)];
  await provideImage(names[source], context, (folder) => seedSnaps({ folder, layers, source }, context));
  return names[source];
}

async function chooseSource(names: Readonly<Record<SnapSource, string>>): Promise<SnapSource> {
  if (hasImage(names.store)) return 'store';
  return (await canReachSnapStore()) ? 'store' : 'stand-in';
}

function readScript(name: string): Promise<string> {
  return readFile(join(scriptsFolder, name), 'utf8');
}

function sh(name: string): string[] {
  return ['sh', join(scriptsFolder, name)];
}
