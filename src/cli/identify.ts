import { Command, InvalidArgumentError } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { IdentifyOptions } from './run-identify.ts';

const longestSeconds = 600;

/** `bramble identify HOST`: which of the boards on the desk it is. */
export function identifyCommand(): Command {
  return withClusterOptions(new Command('identify'))
    .description('Blink the LED of a board, so that you see which one it is. Nothing needs to be deployed.')
    .argument('<host>', 'a host, or several such as "red[01-03]"')
    .option('--for <seconds>', 'how long', parseSeconds, 10)
    .action(async (host: string, options: IdentifyOptions) => {
      const { runIdentify } = await import('./run-identify.ts');
      await runIdentify(host, options);
    });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= longestSeconds) return seconds;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${longestSeconds}.`);
}
