import { BrambleError } from '../errors.ts';

interface SudoEnding {
  readonly exitCode: number;
  /** How often sudo asked for a password. */
  readonly asked: number;
  /** What sudo itself said. */
  readonly words: string;
}

interface Explanation {
  readonly when: (ending: SudoEnding, hasPassword: boolean) => boolean;
  readonly message: (user: string) => string;
  readonly hint: (user: string) => string;
}

// Exit statuses and the number of questions decide, never sudo's wording, which depends on version and language. First match wins.
const explanations: readonly Explanation[] = [
  {
    when: ({ exitCode }) => exitCode === 127,
    message: () => 'sudo is not installed',
    hint: () => 'log in as root (--user root), or install sudo',
  },
  {
    when: ({ asked }) => asked > 1,
    message: (user) => `wrong password for sudo (user ${user})`,
    hint: () => 'run the command again and type the password of that user; it was tried once only',
  },
  {
    when: ({ asked }) => asked === 1,
    message: (user) => `sudo did not let user ${user} become root, although it was given a password`,
    hint: (user) => `as an administrator of the host: sudo adduser ${user} sudo; or choose another --user`,
  },
  {
    when: (_ending, hasPassword) => !hasPassword,
    message: (user) => `sudo wants the password of user ${user}, and none was given`,
    hint: () => 'add --ask-sudo-password',
  },
  {
    when: () => true,
    message: (user) => `sudo did not let user ${user} become root`,
    hint: (user) => `ssh to the host as ${user} and run: sudo true`,
  },
];

/** Why sudo did not start the program. */
export function sudoFailure(
  machine: { name: string; user: string; sudoPassword?: unknown },
  ending: SudoEnding,
): BrambleError {
  const hasPassword = machine.sudoPassword !== undefined;
  const found = explanations.find(({ when }) => when(ending, hasPassword));
  return new BrambleError('SUDO_FAILED', found?.message(machine.user) ?? 'sudo failed', {
    host: machine.name,
    evidence: ending.words || undefined,
    hint: found?.hint(machine.user),
  });
}
