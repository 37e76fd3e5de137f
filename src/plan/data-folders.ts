import type { PackagingName } from '../domain/artifact.ts';
import type { HdfsFacts, HdfsFolder } from '../domain/facts.ts';
import type { RoleName } from '../domain/roles.ts';
import { packagings } from '../packaging/packagings.ts';
import type { Problem } from './suitability.ts';

/** Where a node keeps HDFS data, by whose it is: the key that says so, and the folder without it. */
const owners: Readonly<
  Record<HdfsFolder['kind'], { readonly role: RoleName; readonly key: string; readonly folder: string }>
> = {
  name: { role: 'namenode', key: 'hdfs.name-dirs', folder: 'hdfs/name' },
  data: { role: 'datanode', key: 'hdfs.data-dirs', folder: 'hdfs/data' },
};

/** What a snap can be let into besides its own folders, by this plug. */
export const mediaPlug = 'removable-media';
const mediaFolder = /^\/(media|mnt|run\/media)\//;

/** A node as planned, as far as its data goes. */
export interface DataNodePlan {
  readonly roles: readonly RoleName[];
  readonly settings: Readonly<Record<string, string>>;
  /** undefined where the node has nothing of Hadoop. */
  readonly packaging: PackagingName | undefined;
}

/** Whether a snap must be let into /media or /mnt for its data. */
export function needsMedia(plan: DataNodePlan): boolean {
  return plan.packaging === 'snap' && namedFolders(plan).some((path) => mediaFolder.test(path));
}

/** Why the planned folders would lose sight of data that is there, or cannot be reached. */
export function dataProblems(plan: DataNodePlan, { folders }: HdfsFacts): Problem[] {
  const held = folders.filter(({ clusterId }) => clusterId !== '');
  return [...held.flatMap((folder) => lostFolder(plan, folder)), ...outOfReach(plan)];
}

function lostFolder(plan: DataNodePlan, { kind, path }: HdfsFolder): Problem[] {
  const { role, key } = owners[kind];
  if (!plan.roles.includes(role))
    return [{ what: `${path} holds data of HDFS, but the host would have no ${role} any more`, hint: keepHint(role) }];
  if (foldersOf(kind, plan).includes(path)) return [];
  return [
    {
      what: `${path} holds data of HDFS and is not among the folders of the ${role}`,
      hint: `name it too: ${kind === 'data' ? `--data-dir ${path}` : `${key} in the settings of the host`}; where the packaging changed, choose the earlier one with --method`,
    },
  ];
}

function keepHint(role: RoleName): string {
  return role === 'datanode'
    ? 'leave it the role datanode, such as by --workers-on-master'
    : `leave it the role ${role}`;
}

function foldersOf(kind: HdfsFolder['kind'], { settings, packaging }: DataNodePlan): string[] {
  const { key, folder } = owners[kind];
  const named = settings[key] ?? '';
  if (named !== '') return named.split('\n');
  return packaging === undefined ? [] : [`${packagings[packaging].common('hadoop')}/${folder}`];
}

function namedFolders({ roles, settings }: DataNodePlan): string[] {
  return Object.values(owners)
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ key }) => (settings[key] ?? '').split('\n'))
    .filter((path) => path !== '');
}

function outOfReach(plan: DataNodePlan): Problem[] {
  if (plan.packaging !== 'snap') return [];
  const own = packagings.snap.common('hadoop');
  const closed = namedFolders(plan).filter((path) => !mediaFolder.test(path) && !path.startsWith(`${own}/`));
  return closed.map((path) => ({
    what: `a snap cannot reach ${path}`,
    hint: 'mount the disk below /media or /mnt, or use --method tarball',
  }));
}
