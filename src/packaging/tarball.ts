import { components } from '../domain/components.ts';
import { listRevisionsIn } from './list-revisions.ts';
import type { Packaging, Step } from './packaging.ts';

const installed = '/opt/bramble/bin/bramble-node';

/** Raspberry Pi OS and everything else with systemd: a versioned tree, with the verbs of snap in `bramble-node`. */
export const tarball: Packaging = {
  name: 'tarball',
  root: (component) => `/opt/bramble/${component}/current`,
  common: (component) => `/var/lib/bramble/${component}/common`,
  serviceUser: 'bramble',
  unit: (component, role) => `${components[component].snap}-${role}.service`,
  install: (component, file) => ({ argv: ['sh', '-s', '--', 'install', component, file], stdin: 'bramble-node' }),
  setKeys: (component, values) =>
    node('set', component, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)),
  startRole: (component, role) => node('start', component, role),
  restartRole: (component, role) => node('restart', component, role),
  listRevisions: (component) => listRevisionsIn(`/opt/bramble/${component}`),
  revert: (component) => node('revert', component),
  // What was kept is purged also where no program of bramble is left to do it.
  remove: (component, { purge }) =>
    purge
      ? { argv: ['sh', '-s', '--', 'remove', component, '--purge'], stdin: 'bramble-node' }
      : node('remove', component),
  command: (component, command) => `/usr/local/bin/${components[component].snap}.${command}`,
};

function node(...words: string[]): Step {
  return { argv: [installed, ...words] };
}
