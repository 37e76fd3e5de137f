import { throttlingIn } from '../../domain/throttling.ts';

/** What the firmware says of power and heat, in words; '' where all is well or there is no such firmware. */
export function describeThrottling(mask: number | undefined): string {
  return throttlingIn(mask)
    .map(({ meaning }) => meaning)
    .join(', ');
}
