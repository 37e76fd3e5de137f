import { Command } from 'commander';

export interface InitOptions {
  readonly hosts?: string;
  readonly inventory?: string;
  readonly json?: boolean;
  readonly calledAs?: string;
}

/** `bramble init [FILE]`: writes a cluster file that explains itself. Never overwrites one. */
export function initCommand(): Command {
  return new Command('init')
    .description('Write a cluster file with comments, to start from.')
    .argument('[file]', 'file to write', 'bramble.yaml')
    .option('--hosts <list>', 'hosts to put into it, such as "red,red[01-02]"')
    .option('--inventory <file>', 'take the hosts from an inventory of cloudmesh')
    .option('--json', 'print one JSON line')
    .action(async (file: string, options: InitOptions) => (await import('./run-init.ts')).runInit(file, options));
}
