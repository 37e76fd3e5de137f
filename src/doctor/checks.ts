import { hostChecks } from '../plan/host-checks.ts';
import { boardChecks } from './board-checks.ts';
import type { Check } from './check.ts';
import { clockChecks } from './clock-checks.ts';
import { diskChecks } from './disk-checks.ts';
import { networkChecks } from './network-checks.ts';
import { systemChecks } from './system-checks.ts';

/** Everything that the doctor looks for on a machine that answers: what deploy refuses, and more. */
export const checks: readonly Check[] = [
  ...hostChecks.map((check): Check => ({ ...check, severity: 'fatal' })),
  ...systemChecks,
  ...boardChecks,
  ...diskChecks,
  ...clockChecks,
  ...networkChecks,
];
