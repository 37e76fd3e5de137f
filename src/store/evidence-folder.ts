import { clusterNamePattern } from '../config/plain-words.ts';
import { stateFolder } from './state-folder.ts';

/** Where evidence about a cluster goes. Not beside its record, which an uninstallation forgets. */
export function evidenceFolder(cluster: string): string {
  return stateFolder('evidence', clusterNamePattern.test(cluster) ? cluster : 'unnamed');
}
