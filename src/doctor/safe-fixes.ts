/** Something that `--fix` does. */
interface SafeFix {
  /** In words, for the plan. */
  readonly title: string;
  /** POSIX sh, run as root. Harmless where it is done already. */
  readonly script: string;
}

/** All that the doctor does by itself: nothing that restarts, removes what a person made, or may cut a connection. */
export const safeFixes = {
  'time-sync-on': {
    title: 'switch on the synchronisation of the clock',
    script: 'timedatectl set-ntp true',
  },
  'own-name': {
    title: 'add its own name to /etc/hosts, as Debian and Ubuntu do',
    script: `name=$(hostname)
getent ahosts "$name" > /dev/null && exit
[ -z "$(tail -c 1 /etc/hosts)" ] || echo >> /etc/hosts
printf '127.0.1.1\\t%s\\n' "$name" >> /etc/hosts`,
  },
  'package-cache': {
    title: 'delete downloaded packages that have been installed since (apt-get clean)',
    script: 'apt-get clean',
  },
} as const satisfies Record<string, SafeFix>;

export type SafeFixName = keyof typeof safeFixes;
