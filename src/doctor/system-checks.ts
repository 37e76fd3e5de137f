import { snapdTrouble } from '../plan/host-checks.ts';
import type { Check } from './check.ts';

const triedSystems = ['debian', 'raspbian', 'ubuntu'];
const ordinaryPageBytes = 4096;
const smallMemoryMb = 2048;
const heavySwapMb = 256;

/** The system, its kernel and its memory. */
export const systemChecks: readonly Check[] = [
  {
    id: 'too-small',
    severity: 'fatal',
    finds: 'less memory than the roles planned for the machine need',
    breaks: 'the kernel would end daemons in the middle of their work',
    hint: 'give it fewer roles, or use a Pi with more memory',
    judge: ({ tooSmall }) => finding(tooSmall),
  },
  {
    id: 'snap-asked-for',
    severity: 'fatal',
    finds: 'no snapd, or one that is too old, although the cluster file asks for snaps',
    breaks: 'the snap cannot be installed',
    hint: '`--method auto` uses a tarball there, or `sudo apt install snapd` brings a newer one',
    judge: ({ facts, method }) => (method === 'snap' ? finding(snapdTrouble(facts)) : undefined),
  },
  {
    id: 'snapd',
    severity: 'note',
    finds: 'snapd that is too old for bramble’s snaps, or none on Ubuntu',
    breaks: 'nothing: a tarball of the same payload is used there',
    hint: 'sudo apt install snapd; then the snap is used',
    judge: ({ facts, method }) =>
      method === 'auto' && (facts.snapdVersion !== undefined || facts.os.id === 'ubuntu')
        ? finding(snapdTrouble(facts))
        : undefined,
  },
  {
    id: 'snap-store',
    severity: 'warning',
    finds: 'a Snap Store that does not answer, where the base snap core24 is not installed yet',
    breaks: 'the first snap cannot be installed without its base',
    hint: 'snap debug connectivity; sudo snap set system proxy.https=…; or --method tarball, which needs no store',
    judge: ({ exam: { snapStore }, method }) =>
      snapStore === 'unreachable' && method !== 'tarball'
        ? { what: 'the Snap Store does not answer, and the base snap core24 is not installed' }
        : undefined,
  },
  {
    id: 'system',
    severity: 'warning',
    finds: 'a system that bramble has never been tried on',
    breaks: 'perhaps nothing; nobody has checked',
    hint: 'use Raspberry Pi OS, Debian or Ubuntu',
    judge: ({ facts: { os } }) =>
      triedSystems.includes(os.id) ? undefined : { what: `it runs ${os.title}, on which bramble has never been tried` },
  },
  {
    id: 'swapping',
    severity: 'warning',
    finds: `more than ${heavySwapMb} MB swapped out to a disk`,
    breaks: 'jobs crawl, and the card wears out',
    hint: 'stop other programs there, or give it fewer roles',
    judge: ({ exam: { swap } }) => {
      const usedMb = swap.filter(({ device }) => !isInMemory(device)).reduce((sum, area) => sum + area.usedMb, 0);
      return usedMb > heavySwapMb ? { what: `${usedMb} MB are swapped out to its disk` } : undefined;
    },
  },
  {
    id: 'no-swap',
    severity: 'note',
    finds: `no swap on a machine with ${smallMemoryMb} MB or less`,
    breaks: 'nothing in normal use; but a short peak of memory kills a program instead of slowing it down',
    hint: 'sudo apt install systemd-zram-generator, which swaps into compressed memory',
    judge: ({ facts: { memory }, exam: { swap } }) =>
      memory.totalMb <= smallMemoryMb && swap.length === 0
        ? { what: `it has ${memory.totalMb} MB of memory and no swap` }
        : undefined,
  },
  {
    id: 'page-size',
    severity: 'note',
    finds: 'memory pages of a size other than 4 KB, as with the default kernel of a Pi 5',
    breaks:
      'nothing known of bramble, which was not tried with them; native code of others that is built with jemalloc fails',
    hint: 'if a program of yours needs it: kernel=kernel8.img in /boot/firmware/config.txt, then sudo reboot',
    judge: ({ exam: { pageBytes } }) =>
      pageBytes === 0 || pageBytes === ordinaryPageBytes
        ? undefined
        : { what: `its memory pages have ${pageBytes} bytes` },
  },
  {
    id: 'memory-controller',
    severity: 'note',
    finds: 'a kernel whose control groups do not count memory, as Raspberry Pi OS starts it unless told otherwise',
    breaks:
      'nothing of bramble, whose daemons are limited by their heaps; MemoryMax= of your own services, Docker and k3s',
    hint: 'if you need it: add cgroup_enable=memory to the line in /boot/firmware/cmdline.txt, then sudo reboot',
    judge: ({ exam: { hasMemoryController } }) =>
      hasMemoryController ? undefined : { what: 'its kernel has no memory controller (control groups)' },
  },
];

function finding(what: string | undefined) {
  return what === undefined ? undefined : { what };
}

function isInMemory(device: string): boolean {
  return device.startsWith('/dev/zram');
}
