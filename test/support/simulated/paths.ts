import { packagings, secretPath } from '../../../src/packaging/packagings.ts';
import { hdfsFolder, markIn } from '../../../src/upgrade/hdfs-upgrade.ts';

const folder = hdfsFolder(packagings.tarball);

/** The NameNode's list of DataNodes that leave or are away. */
export const hostsFile = `${folder}/hosts.json`;
/** The ResourceManager's list of NodeManagers that are to go. */
export const excludeFile = `${packagings.tarball.common('hadoop')}/yarn/exclude`;
/** What tells the kit of an upgrade of HDFS that is open. */
export const markFile = markIn(folder);
/** The NameNode's image of before an upgrade. */
export const rollbackImage = `${folder}/name/current/fsimage_rollback_0000000000000000042`;
/** The secret that Spark's daemons share. */
export const secretFile = secretPath(packagings.tarball, 'spark');
