import type { Action } from '../domain/actions.ts';
import type { Artifact } from '../domain/artifact.ts';
import { hasHostsBlock } from '../plan/hosts-block.ts';

const mb = 1024 * 1024;

/** An action as one short line for the operator. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'write-hosts':
      return hasHostsBlock(action.content)
        ? 'write the names of the cluster into /etc/hosts'
        : 'take the names of the cluster out of /etc/hosts';
    case 'upload':
      return `send the ${nameOf(action.artifact)}${sizeOf(action.artifact)}`;
    case 'install':
      return `install the ${nameOf(action.artifact)}`;
    case 'install-from-store':
      return `take the snap of ${action.component} from ${action.channel} of the Snap Store`;
    case 'write-secret':
      return 'write the shared secret';
    case 'set-keys':
      return `set ${inBrief(action.values)}`;
    case 'start-role':
      return `start ${action.role}`;
    case 'restart-role':
      return `restart ${action.role}`;
    case 'connect-plug':
      return `give the snap access to removable media (${action.plug})`;
    case 'write-record':
      return 'record on the node which cluster it belongs to';
    case 'revert':
      return `go back to the previous ${action.packaging} of ${action.component}`;
    case 'remove-component':
      return `remove the ${action.packaging} of ${action.component}${action.purge ? ' and its data' : ''}`;
    case 'remove-record':
      return 'remove the record of the cluster';
    case 'remove-history':
      return 'remove the history';
  }
}

function nameOf({ packaging, component, version, release }: Artifact): string {
  const from = release === undefined ? '' : ` (revision ${release.revision} of ${release.channel})`;
  return `${packaging} of ${component} ${version}${from}`;
}

/** A dry run may name an artifact that is not built yet. */
function sizeOf({ sizeBytes }: Artifact): string {
  return sizeBytes === 0 ? '' : `, ${Math.round(sizeBytes / mb)} MB`;
}

/** The roles by name, as they are what a person looks for; the other keys by their number. */
function inBrief({ roles, ...others }: Readonly<Record<string, string>>): string {
  const count = Object.keys(others).length;
  if (roles === undefined) return count === 1 ? `the key ${Object.keys(others)[0]}` : `${count} keys`;
  const more = count === 0 ? '' : ` and ${count} more ${count === 1 ? 'key' : 'keys'}`;
  return `roles=${roles}${more}`;
}
