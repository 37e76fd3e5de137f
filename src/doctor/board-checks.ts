import { type ThrottlingBit, throttledFromC, throttlingIn } from '../domain/throttling.ts';
import type { Finding } from '../plan/host-checks.ts';
import type { Check, Checkup } from './check.ts';

const powerHint =
  'use the power supply that is made for this Pi, a short cable, and no USB disk without power of its own';
const coolHint = 'give it a heat sink or a fan, and room for air; where it is cool, a better power supply';

/** Power and heat, where the firmware tells. */
export const boardChecks: readonly Check[] = [
  {
    id: 'under-voltage',
    severity: 'warning',
    finds: 'too little voltage at this moment',
    breaks: 'it runs slowly, loses its disk or network at times, and may ruin its card',
    hint: powerHint,
    judge: firmwareSays('power', true),
  },
  {
    id: 'under-voltage-before',
    severity: 'warning',
    finds: 'too little voltage at some time since it started',
    breaks: 'it will happen again as soon as all cores work',
    hint: powerHint,
    judge: firmwareSays('power', false),
  },
  {
    id: 'throttled',
    severity: 'warning',
    finds: 'a processor that is slowed down at this moment',
    breaks: 'all others wait for its tasks',
    hint: coolHint,
    judge: firmwareSays('heat', true),
  },
  {
    id: 'throttled-before',
    severity: 'note',
    finds: 'a processor that was slowed down at some time since it started',
    breaks: 'under load, all others wait for its tasks',
    hint: coolHint,
    judge: firmwareSays('heat', false),
  },
  {
    id: 'hot',
    severity: 'warning',
    finds: `${throttledFromC} °C or more`,
    breaks: 'from there on the firmware slows it down',
    hint: coolHint,
    judge: ({ facts: { health } }) =>
      (health.temperatureC ?? 0) < throttledFromC
        ? undefined
        : { what: `its temperature is ${health.temperatureC} °C` },
  },
];

function firmwareSays(cause: ThrottlingBit['cause'], isNow: boolean): (checkup: Checkup) => Finding | undefined {
  return ({ facts: { health } }) => {
    const bits = throttlingIn(health.throttled).filter((bit) => bit.cause === cause && bit.isNow === isNow);
    return bits.length === 0 ? undefined : { what: `its firmware says: ${bits.map((bit) => bit.meaning).join(', ')}` };
  };
}
