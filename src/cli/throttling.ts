/** Bits of the firmware's answer to get_throttled (Raspberry Pi documentation, vcgencmd). */
const bits: readonly (readonly [bit: number, meaning: string])[] = [
  [0, 'under-voltage now'],
  [1, 'frequency capped now'],
  [2, 'throttled now'],
  [3, 'at its soft temperature limit'],
  [16, 'under-voltage since boot'],
  [18, 'throttled since boot'],
];

/** What the firmware says of power and heat, in words; '' where all is well or there is no such firmware. */
export function describeThrottling(mask: number | undefined): string {
  if (mask === undefined) return '';
  return bits
    .filter(([bit]) => (mask >> bit) & 1)
    .map(([, meaning]) => meaning)
    .join(', ');
}
