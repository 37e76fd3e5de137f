import { components } from '../domain/components.ts';
import { keys } from '../domain/keys.ts';
import type { ComponentName } from '../domain/roles.ts';
import { listRevisionsIn } from './list-revisions.ts';
import type { Packaging, Step } from './packaging.ts';

/** Ubuntu: a strictly confined snap. */
export const snap: Packaging = {
  name: 'snap',
  root: (component) => `/snap/${components[component].snap}/current`,
  common: (component) => `/var/snap/${components[component].snap}/common`,
  serviceUser: '_daemon_',
  unit: (component, role) => `snap.${components[component].snap}.${role}.service`,
  install: (component, file, payloadId = '') => ({
    argv: ['sh', '-c', installUnlessThere, 'sh', snap.root(component), file, payloadId],
    label: `snap install ${components[component].snap}`,
  }),
  setKeys: (component, values) => ({
    argv: ['snap', 'set', components[component].snap, ...Object.entries(values).map(assignment)],
  }),
  startRole: (component, role) => ({ argv: ['snap', 'start', '--enable', `${components[component].snap}.${role}`] }),
  restartRole: (component, role) => ({ argv: ['snap', 'restart', `${components[component].snap}.${role}`] }),
  listRevisions: (component) => listRevisionsIn(`/snap/${components[component].snap}`),
  revert: (component) => ({ argv: ['snap', 'revert', components[component].snap] }),
  remove: (component, { purge }) => ({
    argv: ['sh', '-c', purge ? removeForGood : removeButData, 'sh', components[component].snap],
    label: `snap remove ${components[component].snap}`,
  }),
  command: (component, command) => `/snap/bin/${components[component].snap}.${command}`,
};

/** Lets a snap use what only its owner may allow. */
export function connectPlug(component: ComponentName, plug: string): Step {
  return { argv: ['snap', 'connect', `${components[component].snap}:${plug}`] };
}

/** Brings a snap to what a channel of the Snap Store holds, and leaves later refreshes to the operator. */
export function installFromStore(component: ComponentName, channel: string): Step {
  const { snap: name } = components[component];
  return { argv: ['sh', '-c', followStore, 'sh', name, channel], label: `snap install --channel=${channel} ${name}` };
}

// One that was installed from a file becomes the store's own by --amend, with its data and its settings.
const followStore = `
mkdir -p /run/bramble && exec 9>/run/bramble/install && flock -w 600 9 || exit
if [ -e "/snap/$1/current" ]; then snap refresh --amend "--channel=$2" "$1"; else snap install "--channel=$2" "$1"; fi || exit
exec snap refresh --hold "$1"`;

// An operator who was cut off has left snap, or snapd alone, at work on the same: asked again, snapd would make another
// revision of it.
const installUnlessThere = `
mkdir -p /run/bramble && exec 9>/run/bramble/install && flock -w 600 9 || exit
snap watch '--last=install?' >/dev/null 2>&1 || :
[ -z "$3" ] || ! grep -qF "\\"payloadId\\": \\"$3\\"" "$1/meta/bramble.json" 2>/dev/null || exit 0
exec snap install --dangerous "$2"`;

// systemd remembers a unit that ended badly, even where it is gone.
const removeAll = `
if [ -e "/snap/$1/current" ]; then snap remove --purge "$1" || exit; fi
systemctl reset-failed "snap.$1.*" || :`;

// What an earlier removal has left is gone then as well.
const removeForGood = `${removeAll}
rm -rf "/var/snap/$1"`;

// snapd takes a snap's data away with it, or packs most of it into a snapshot that a later installation does not read.
// So the data steps aside meanwhile, and lies afterwards where the next installation finds it.
const removeButData = `
data=/var/snap/$1/common
aside=/var/snap/.$1.common
snap stop "$1" || exit
[ -e "$aside" ] || mv "$data" "$aside" || exit
trap 'mkdir -p "/var/snap/$1" && rm -rf "$data" && mv "$aside" "$data"' EXIT
${removeAll}`;

function assignment([name, value]: [string, string]): string {
  if (value === '') return `${name}!`;
  const type = keys.find((key) => key.name === name)?.type.kind;
  if (type === 'properties' || type === 'folders') return `${name}=${JSON.stringify(value.split('\n'))}`;
  return type === 'integer' ? `${name}=${value}` : `${name}=${JSON.stringify(value)}`;
}
