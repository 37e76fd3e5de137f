import { clockLimitSeconds } from '../plan/host-checks.ts';
import type { Check } from './check.ts';

const driftSeconds = 10;

/** The clock: a Pi has none that runs without power, it asks the network. In a container it is the machine's. */
export const clockChecks: readonly Check[] = [
  {
    id: 'clock-drift',
    severity: 'warning',
    finds: `a clock more than ${driftSeconds} seconds from this machine’s`,
    breaks: 'logs of several machines cannot be read side by side',
    hint: 'sudo timedatectl set-ntp true; timedatectl; and look at the clock of this machine too',
    judge: ({ facts, nowSeconds }) => {
      const skew = Math.round(facts.clockSeconds - nowSeconds);
      return Math.abs(skew) > driftSeconds && Math.abs(skew) <= clockLimitSeconds
        ? { what: `its clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} this machine's` }
        : undefined;
    },
  },
  {
    id: 'time-sync-off',
    severity: 'warning',
    finds: 'a clock that nothing sets, although the program for it is there',
    breaks: 'it drifts, and starts with a wrong date after each power cut',
    hint: 'sudo timedatectl set-ntp true',
    safeFix: 'time-sync-on',
    judge: ({ exam: { timeSync } }) =>
      !timeSync.isContainer && timeSync.canSync && !timeSync.isOn
        ? { what: 'the synchronisation of its clock is switched off' }
        : undefined,
  },
  {
    id: 'no-time-sync',
    severity: 'warning',
    finds: 'no program that sets the clock',
    breaks: 'it drifts, and starts with a wrong date after each power cut',
    hint: 'sudo apt install systemd-timesyncd',
    judge: ({ exam: { timeSync } }) =>
      timeSync.isContainer || timeSync.canSync ? undefined : { what: 'no program is installed that sets its clock' },
  },
  {
    id: 'not-in-sync',
    severity: 'note',
    finds: 'a clock that no time server has set yet',
    breaks: 'nothing while it is right; after a power cut it would be wrong',
    hint: 'timedatectl timesync-status; the network must let UDP port 123 through',
    judge: ({ exam: { timeSync } }) =>
      !timeSync.isContainer && timeSync.isOn && !timeSync.isInSync
        ? { what: 'no time server has set its clock yet' }
        : undefined,
  },
];
