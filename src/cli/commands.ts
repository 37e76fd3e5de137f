import type { Command } from 'commander';

/** Headings of `bramble --help`. */
type CommandGroup = 'Deploy and verify' | 'Use and watch' | 'Change' | 'Build and release' | 'Tools';

/** Makes the program for one command line: with the command that is called, and the names of the others. */
export type BuildProgram = (words: readonly string[]) => Promise<Command>;

interface CommandEntry {
  readonly name: string;
  readonly group: CommandGroup;
  readonly summary: string;
  /** Loads the command's own file; nothing else of bramble is loaded for `--help`. */
  readonly load: (buildProgram: BuildProgram) => Promise<Command>;
}

/** Every command of the interface. Adding one means adding a row, its file and its examples (help-texts.ts). */
export const commandEntries: readonly CommandEntry[] = [
  {
    name: 'init',
    group: 'Deploy and verify',
    summary: 'write a cluster file with comments',
    load: async () => (await import('./init.ts')).initCommand(),
  },
  {
    name: 'hosts',
    group: 'Deploy and verify',
    summary: 'show which hosts a list stands for',
    load: async () => (await import('./hosts.ts')).hostsCommand(),
  },
  {
    name: 'doctor',
    group: 'Deploy and verify',
    summary: 'look for what is wrong with the hosts',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
  {
    name: 'plan',
    group: 'Deploy and verify',
    summary: 'show what deploy would do, and why',
    load: async () => (await import('./deploy.ts')).planCommand(),
  },
  {
    name: 'deploy',
    group: 'Deploy and verify',
    summary: 'put Spark, Hadoop or both on a cluster and prove that they work',
    load: async () => (await import('./deploy.ts')).deployCommand(),
  },
  {
    name: 'verify',
    group: 'Deploy and verify',
    summary: 'prove that a cluster works, rung by rung',
    load: async () => (await import('./verify.ts')).verifyCommand(),
  },
  {
    name: 'submit',
    group: 'Use and watch',
    summary: 'run a program on a cluster',
    load: async () => (await import('./submit.ts')).submitCommand(),
  },
  {
    name: 'run',
    group: 'Use and watch',
    summary: 'run a command of Hadoop or Spark on the right node',
    load: async () => (await import('./run.ts')).runCommand(),
  },
  {
    name: 'status',
    group: 'Use and watch',
    summary: 'show a cluster on one screen',
    load: async () => (await import('./status.ts')).statusCommand(),
  },
  {
    name: 'logs',
    group: 'Use and watch',
    summary: 'show the daemons’ logs',
    load: async () => (await import('./logs.ts')).logsCommand(),
  },
  {
    name: 'ui',
    group: 'Use and watch',
    summary: 'open the web pages through SSH',
    load: async () => (await import('./ui.ts')).uiCommand(),
  },
  {
    name: 'ssh',
    group: 'Use and watch',
    summary: 'open a shell on a node',
    load: async () => (await import('./ssh.ts')).sshCommand(),
  },
  {
    name: 'identify',
    group: 'Use and watch',
    summary: 'blink a host’s LED',
    load: async () => (await import('./identify.ts')).identifyCommand(),
  },
  {
    name: 'history',
    group: 'Use and watch',
    summary: 'show who changed a cluster, when, and with what result',
    load: async () => (await import('./history.ts')).historyCommand(),
  },
  {
    name: 'support-bundle',
    group: 'Use and watch',
    summary: 'make one file to ask for help with',
    load: async () => (await import('./support-bundle.ts')).supportBundleCommand(),
  },
  {
    name: 'bench',
    group: 'Use and watch',
    summary: 'measure a cluster, and compare measurements',
    load: async () => (await import('./bench.ts')).benchCommand(),
  },
  {
    name: 'report',
    group: 'Use and watch',
    summary: 'make a report with plots from benchmark records',
    load: async () => (await import('./report.ts')).reportCommand(),
  },
  {
    name: 'upgrade',
    group: 'Change',
    summary: 'bring a cluster to another revision, node by node',
    load: async () => (await import('./upgrade.ts')).upgradeCommand(),
  },
  {
    name: 'revert',
    group: 'Change',
    summary: 'go back to the revision before the last upgrade',
    load: async () => (await import('./revert.ts')).revertCommand(),
  },
  {
    name: 'add',
    group: 'Change',
    summary: 'add hosts to a cluster',
    load: async () => (await import('./add.ts')).addCommand(),
  },
  {
    name: 'remove',
    group: 'Change',
    summary: 'remove nodes from a cluster without losing a block',
    load: async () => (await import('./remove.ts')).removeCommand(),
  },
  {
    name: 'maintenance',
    group: 'Change',
    summary: 'prepare nodes to be switched off for a while',
    load: async () => (await import('./maintenance.ts')).maintenanceCommand(),
  },
  {
    name: 'stop',
    group: 'Change',
    summary: 'stop all daemons of a cluster in the right order',
    load: async () => (await import('./stop.ts')).stopCommand(),
  },
  {
    name: 'start',
    group: 'Change',
    summary: 'start them again, and verify',
    load: async () => (await import('./start.ts')).startCommand(),
  },
  {
    name: 'uninstall',
    group: 'Change',
    summary: 'remove what bramble installed',
    load: async () => (await import('./uninstall.ts')).uninstallCommand(),
  },
  {
    name: 'unlock',
    group: 'Change',
    summary: 'take over from somebody who is changing a cluster',
    load: async () => (await import('./unlock.ts')).unlockCommand(),
  },
  {
    name: 'build',
    group: 'Build and release',
    summary: 'build the snap and the tarball of a component',
    load: async () => (await import('./build.ts')).buildCommand(),
  },
  {
    name: 'release',
    group: 'Build and release',
    summary: 'put snaps and tarballs into a channel of a store',
    load: async () => (await import('./release.ts')).releaseCommand(),
  },
  {
    name: 'channels',
    group: 'Build and release',
    summary: 'show what the channels of a store hold',
    load: async () => (await import('./channels.ts')).channelsCommand(),
  },
  {
    name: 'promote',
    group: 'Build and release',
    summary: 'release to one channel what another holds',
    load: async () => (await import('./promote.ts')).promoteCommand(),
  },
  {
    name: 'close',
    group: 'Build and release',
    summary: 'close a channel of a store',
    load: async () => (await import('./close.ts')).closeCommand(),
  },
  {
    name: 'lab',
    group: 'Tools',
    summary: 'boot virtual Pis on this machine',
    load: async () => (await import('./lab.ts')).labCommand(),
  },
  {
    name: 'serve',
    group: 'Tools',
    summary: 'show clusters on a page, and serve the REST API',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  {
    name: 'completion',
    group: 'Tools',
    summary: 'let bash, zsh or fish complete what you type',
    load: async (buildProgram) => (await import('./completion.ts')).completionCommand(buildProgram),
  },
];
