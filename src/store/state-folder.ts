import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of what bramble remembers on this machine: `$XDG_STATE_HOME/bramble/…`, else `~/.local/state/bramble/…`. */
export function stateFolder(...parts: readonly string[]): string {
  const { XDG_STATE_HOME, HOME } = process.env;
  return join(XDG_STATE_HOME || join(HOME || homedir(), '.local', 'state'), 'bramble', ...parts);
}
