import type { BoardHealth } from '../domain/facts.ts';
import { type Fact, numberOf, parseAssignments } from './fact.ts';

/** Load, uptime, temperature and the firmware's throttling mask (`throttled=0x50005`). */
export const healthFact: Fact<BoardHealth> = {
  script: `read -r load _ < /proc/loadavg; echo "load=$load"
read -r uptime _ < /proc/uptime; echo "uptime=$uptime"
[ -r /sys/class/thermal/thermal_zone0/temp ] && echo "temperature=$(cat /sys/class/thermal/thermal_zone0/temp)"
if [ -r /sys/devices/platform/soc/soc:firmware/get_throttled ]; then echo "throttled=0x$(cat /sys/devices/platform/soc/soc:firmware/get_throttled)"
else vcgencmd get_throttled; fi`,
  parse: (text) => {
    const found = parseAssignments(text);
    return {
      load: numberOf(found.load),
      uptimeSeconds: numberOf(found.uptime),
      temperatureC: found.temperature === undefined ? undefined : Math.round(numberOf(found.temperature) / 100) / 10,
      throttled: found.throttled === undefined ? undefined : Number.parseInt(found.throttled, 16),
    };
  },
};
