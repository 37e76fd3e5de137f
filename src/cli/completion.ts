import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import type { BuildProgram } from './commands.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/** `bramble completion SHELL`: the script that lets a shell complete words of bramble, and what that script asks. */
export function completionCommand(buildProgram: BuildProgram): Command {
  return new Command('completion')
    .description(
      'Print a script that lets a shell complete commands, options, hosts, clusters and channels of bramble.',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .argument('[words...]', 'after --: print what can complete the last word, as the script does')
    .action(async (shell: Shell, words: string[]) => {
      process.stdout.write(words.length === 0 ? readScript(shell) : await answer(words, buildProgram));
    });
}

function readScript(shell: Shell): string {
  return readFileSync(new URL(`../../templates/completion/bramble.${shell}`, import.meta.url), 'utf8');
}

async function answer(words: readonly string[], buildProgram: BuildProgram): Promise<string> {
  const { completeWords } = await import('./completion/complete-words.ts');
  return await completeWords(words, buildProgram);
}
