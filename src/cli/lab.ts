import { Command } from 'commander';
import { withOutputOptions } from './cluster-options.ts';
import type { LabRun } from './run-lab.ts';

/** `bramble lab …`: virtual Pis on this machine. */
export function labCommand(): Command {
  const lab = new Command('lab')
    .enablePositionalOptions()
    .description('Virtual Pis on this Linux machine: real systemd, sshd and snapd, no hardware.');
  for (const command of [upCommand(), statusCommand(), downCommand(), sshCommand(), ...powerCommands()])
    lab.addCommand(command);
  return lab;
}

function upCommand(): Command {
  return withOutputOptions(new Command('up'))
    .description('Boot virtual Pis. Those that are up already stay as they are; others are added.')
    .requiredOption('--hosts <list>', 'their names, such as "red,red[01-02]"')
    .option('--os <list>', 'ubuntu (with snapd) or raspios (without), one for all or one for each (default: ubuntu)')
    .option('--memory <size>', 'memory of each, such as 2G (default: 2G)')
    .option('--link <speed>', 'speed of their links, such as 1gbit or 100mbit (default: unlimited)')
    .option('--name <lab>', 'name of the lab (default: "lab")')
    .action(run((work, options) => work.up(options)));
}

function statusCommand(): Command {
  return new Command('status')
    .description('Show the labs of this machine and their hosts.')
    .option('--json', 'print one JSON line for each lab')
    .action(run((work, options) => work.status(options)));
}

function downCommand(): Command {
  return withOutputOptions(new Command('down'))
    .description('End a lab, and delete the disks of its hosts.')
    .option('--name <lab>', 'which lab (default: the only one)')
    .option('--all', 'every lab of yours')
    .action(run((work, options) => work.down(options)));
}

function sshCommand(): Command {
  return new Command('ssh')
    .description('Open a shell on a virtual Pi, or run a command there, as the user pi.')
    .argument('<host>', 'such as red01')
    .argument('[command...]', 'what to run (default: a login shell)')
    .option('--name <lab>', 'which lab, where several have that host')
    .passThroughOptions()
    .action(async (host: string, words: string[], options: { name?: string }) =>
      (await import('./run-lab.ts')).labRun.ssh(host, words, options),
    );
}

function powerCommands(): Command[] {
  const descriptions = {
    reboot: 'Reboot a virtual Pi cleanly, or switch it on again.',
    kill: 'Cut the power of a virtual Pi. `lab up` or `lab reboot` brings it back.',
  } as const;
  return (['reboot', 'kill'] as const).map((kind) =>
    withOutputOptions(new Command(kind))
      .description(descriptions[kind])
      .argument('<host>', 'such as red01')
      .option('--name <lab>', 'which lab, where several have that host')
      .action(async (host: string, options) => (await import('./run-lab.ts')).labRun.power(kind, host, options)),
  );
}

function run<Options>(work: (run: LabRun, options: Options) => Promise<void>): (options: Options) => Promise<void> {
  return async (options) => work((await import('./run-lab.ts')).labRun, options);
}
