import { quoteCommand } from './quote.ts';

/** How a command becomes root: not at all, by sudo that may ask for a password on stdin, or by sudo that may not. */
export type Elevation = 'none' | 'ask' | 'never-ask';

/** What sudo is told to print when it wants the password. */
export const askMark = (mark: string) => `${mark}?`;

/** Printed to stderr, with the process id, at the moment when the program itself begins. */
export const startMark = (mark: string) => `${mark}!`;

// The program takes over the shell's process id, so this id can be ended later. Once it has printed its line, whatever follows is the program's.
const announce = `printf '%s %s\\n' "$0" "$$" >&2; exec env LC_ALL=C "$@"`;

const sudoWords: Readonly<Record<Elevation, (mark: string) => readonly string[]>> = {
  none: () => [],
  ask: (mark) => ['sudo', '-S', '-p', askMark(mark), '--'],
  'never-ask': () => ['sudo', '-n', '--'],
};

/** The line for the remote login shell. `mark` is a fresh random word that tells our own lines from the program's. */
export function renderCommandLine(argv: readonly string[], elevation: Elevation, mark: string): string {
  const elevated = sudoWords[elevation](mark);
  return `exec env LC_ALL=C ${quoteCommand([...elevated, 'sh', '-c', announce, startMark(mark), ...argv])}`;
}

// A program shares its group with whatever it started itself. dash's kill knows no `--`.
const endGroup = `
group=$(sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f3) || exit 0
kill -TERM "-$group"
`;

/** A command that ends the program with this process id and everything it started. */
export function endProcessGroup(pid: number): readonly string[] {
  return ['sh', '-c', endGroup, 'sh', String(pid)];
}
