import type { Command } from 'commander';

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Loads the command's own file; nothing else of bramble is loaded for `--help`. */
  readonly load: () => Promise<Command>;
}

/** Every command of the interface. Adding one means adding a row and its file. */
export const commandEntries: readonly CommandEntry[] = [
  {
    name: 'deploy',
    summary: 'put Spark, Hadoop or both on a cluster and prove that they work',
    load: async () => (await import('./deploy.ts')).deployCommand(),
  },
  {
    name: 'plan',
    summary: 'show what deploy would do, and why',
    load: async () => (await import('./deploy.ts')).planCommand(),
  },
  {
    name: 'upgrade',
    summary: 'bring another revision to a cluster, node by node',
    load: async () => (await import('./upgrade.ts')).upgradeCommand(),
  },
  {
    name: 'revert',
    summary: 'go back to the revision before the last upgrade',
    load: async () => (await import('./revert.ts')).revertCommand(),
  },
  {
    name: 'verify',
    summary: 'prove that a cluster works, rung by rung',
    load: async () => (await import('./verify.ts')).verifyCommand(),
  },
  {
    name: 'status',
    summary: 'show a cluster on one screen',
    load: async () => (await import('./status.ts')).statusCommand(),
  },
  {
    name: 'doctor',
    summary: 'look for what is wrong with hosts',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
  {
    name: 'logs',
    summary: 'show the daemons’ logs',
    load: async () => (await import('./logs.ts')).logsCommand(),
  },
  {
    name: 'submit',
    summary: 'run an application on a cluster',
    load: async () => (await import('./submit.ts')).submitCommand(),
  },
  {
    name: 'run',
    summary: 'run a command of Hadoop or Spark on its node',
    load: async () => (await import('./run.ts')).runCommand(),
  },
  {
    name: 'ui',
    summary: 'open the web pages through SSH',
    load: async () => (await import('./ui.ts')).uiCommand(),
  },
  {
    name: 'ssh',
    summary: 'open a shell on a node',
    load: async () => (await import('./ssh.ts')).sshCommand(),
  },
  {
    name: 'identify',
    summary: 'blink a host’s LED',
    load: async () => (await import('./identify.ts')).identifyCommand(),
  },
  {
    name: 'history',
    summary: 'show who changed a cluster, when and with which result',
    load: async () => (await import('./history.ts')).historyCommand(),
  },
  {
    name: 'unlock',
    summary: 'take over from another who is at work on a cluster',
    load: async () => (await import('./unlock.ts')).unlockCommand(),
  },
  {
    name: 'support-bundle',
    summary: 'make one file for asking for help',
    load: async () => (await import('./support-bundle.ts')).supportBundleCommand(),
  },
  {
    name: 'add',
    summary: 'let more hosts join a cluster',
    load: async () => (await import('./add.ts')).addCommand(),
  },
  {
    name: 'remove',
    summary: 'take nodes out of a cluster without losing a block',
    load: async () => (await import('./remove.ts')).removeCommand(),
  },
  {
    name: 'maintenance',
    summary: 'let nodes be switched off for a while',
    load: async () => (await import('./maintenance.ts')).maintenanceCommand(),
  },
  {
    name: 'stop',
    summary: 'stop all daemons of a cluster in order',
    load: async () => (await import('./stop.ts')).stopCommand(),
  },
  {
    name: 'start',
    summary: 'start them again in order, and verify',
    load: async () => (await import('./start.ts')).startCommand(),
  },
  {
    name: 'uninstall',
    summary: 'take off the nodes what bramble brought',
    load: async () => (await import('./uninstall.ts')).uninstallCommand(),
  },
  {
    name: 'init',
    summary: 'write a commented cluster file',
    load: async () => (await import('./init.ts')).initCommand(),
  },
  {
    name: 'hosts',
    summary: 'show which hosts a list stands for',
    load: async () => (await import('./hosts.ts')).hostsCommand(),
  },
  {
    name: 'build',
    summary: 'build the snap and the tarball of a component',
    load: async () => (await import('./build.ts')).buildCommand(),
  },
  {
    name: 'release',
    summary: 'put snaps and tarballs into a channel of a store',
    load: async () => (await import('./release.ts')).releaseCommand(),
  },
  {
    name: 'channels',
    summary: 'show what the channels of a store hold',
    load: async () => (await import('./channels.ts')).channelsCommand(),
  },
  {
    name: 'promote',
    summary: 'let one channel hold what another holds',
    load: async () => (await import('./promote.ts')).promoteCommand(),
  },
  {
    name: 'close',
    summary: 'close a channel of a store',
    load: async () => (await import('./close.ts')).closeCommand(),
  },
  {
    name: 'lab',
    summary: 'virtual Pis on this machine',
    load: async () => (await import('./lab.ts')).labCommand(),
  },
];
