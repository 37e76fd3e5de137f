/**
 * A line of POSIX sh that makes a folder of its own below one, and has it removed when the script ends, also where it is
 * interrupted or nobody listens any more. Both are variables of the script; `prefix` says whose the folder is.
 */
export function makeTemporaryFolder(variable: string, below: string, prefix: string): string {
  return [
    `mkdir -p "$${below}"`,
    `${variable}=$(mktemp -d "$${below}/${prefix}-XXXXXX")`,
    `trap 'trap "" HUP INT PIPE TERM; rm -rf "$${variable}"' EXIT`,
    `trap 'exit 130' HUP INT PIPE TERM`,
  ].join('; ');
}
