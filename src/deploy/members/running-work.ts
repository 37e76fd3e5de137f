import type { RoleName } from '../../domain/roles.ts';
import { isFailure } from '../../errors.ts';
import { applicationsPath, readSparkApplications, readYarnApplications } from '../../facts/work-state.ts';
import { askDaemon, type Members, placeOf } from './members.ts';

/** Who knows what runs. */
const askers: readonly { role: RoleName; path: string; read: (json: unknown) => string[] }[] = [
  { role: 'resourcemanager', path: applicationsPath, read: readYarnApplications },
  { role: 'master', path: '/json/', read: readSparkApplications },
];

/** Applications that run now, by name and id; nothing of a scheduler that does not answer. */
export async function findRunningWork(members: Members, signal?: AbortSignal): Promise<string[]> {
  const found = askers.map(async ({ role, path, read }) => {
    const place = placeOf(role, members);
    if (place === undefined) return [];
    try {
      return read(await askDaemon(place, path, signal));
    } catch (error) {
      if (isFailure(error)) return [];
      throw error;
    }
  });
  return (await Promise.all(found)).flat();
}
