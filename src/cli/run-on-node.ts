import { nodeWith } from '../domain/cluster.ts';
import { components } from '../domain/components.ts';
import { BrambleError } from '../errors.ts';
import { quoteCommand } from '../host/quote.ts';
import { packagings } from '../packaging/packagings.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { nodeCommands } from './node-commands.ts';
import { openTerminal } from './open-terminal.ts';
import { runOperation } from './run-operation.ts';

/** Hands the terminal to the command on its node and ends with its exit status. */
export async function runOnNode(command: string, args: readonly string[], options: ClusterOptions): Promise<void> {
  await runOperation({ ...options, passesThrough: true }, async (operation) => {
    const known = nodeCommands[command];
    if (known === undefined) return; // commander checked the word
    const node = nodeWith(known.beside, operation.spec);
    if (node === undefined)
      throw new BrambleError('USAGE', `the cluster ${operation.spec.name} has no ${known.beside} for ${command}`, {
        hint: `bramble deploy ${known.component}`,
      });
    const places = Object.values(packagings).map((one) => one.command(known.component, command));
    const missing = `${components[known.component].title} is not installed on ${node.target.name}`;
    const words = ['sh', '-c', findScript, 'sh', missing, ...places, '--', ...args];
    await openTerminal(node.target.name, [quoteCommand(words)], operation);
  });
}

/** Runs the first of the places that is there, with the words behind `--`. */
const findScript = `say=$1; shift; found=
while [ "$1" != -- ]; do [ -x "$1" ] && [ -z "$found" ] && found=$1; shift; done; shift
[ -n "$found" ] || { echo "error: $say" >&2; exit 1; }
exec sudo "$found" "$@"`;
