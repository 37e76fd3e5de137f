import type { TimeSync } from '../domain/exam.ts';
import { type Fact, parseAssignments } from './fact.ts';

/** Whether something sets the clock, from timedatectl(1): `CanNTP=yes`, `NTP=yes`, `NTPSynchronized=no`. */
export const timeSyncFact: Fact<TimeSync> = {
  script: `systemd-detect-virt --container --quiet && echo container=yes
timedatectl show`,
  parse: (text) => {
    const { container, CanNTP, NTP, NTPSynchronized } = parseAssignments(text);
    return {
      isContainer: container === 'yes',
      canSync: CanNTP === 'yes',
      isOn: NTP === 'yes',
      isInSync: NTPSynchronized === 'yes',
    };
  },
};
