import type { Command } from 'commander';
import { BrambleError } from '../errors.ts';
import { optionRows } from '../operations/option-rows.ts';
import { wordsOf } from './help.ts';

/** What a server shows without a job. */
const served: readonly string[] = ['channels', 'logs'];

/** Adds `--remote`, which stands before the command, and refuses it for commands that a server cannot do. */
export function withRemote(program: Command): Command {
  return program
    .option('--remote <url>', 'let the `bramble serve` at this address do it; the token comes from BRAMBLE_TOKEN')
    .hook('preAction', (_program, action) => {
      const words = wordsOf(action);
      if (program.opts().remote === undefined || words in optionRows || served.includes(words)) return;
      throw new BrambleError('USAGE', `bramble ${words} works on this machine only`, { hint: 'leave out --remote' });
    });
}
