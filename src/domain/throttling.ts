/** From here on, in °C, the firmware lowers the clock step by step (Raspberry Pi documentation, frequency management). */
export const throttledFromC = 80;

/** One bit of the firmware's answer to get_throttled (Raspberry Pi documentation, vcgencmd). */
export interface ThrottlingBit {
  readonly bit: number;
  readonly cause: 'power' | 'heat';
  readonly isNow: boolean;
  readonly meaning: string;
}

/** Every bit that the firmware knows. Frequency is capped and work throttled for heat, or to save a weak power supply. */
const throttlingBits: readonly ThrottlingBit[] = [
  { bit: 0, cause: 'power', isNow: true, meaning: 'under-voltage now' },
  { bit: 1, cause: 'heat', isNow: true, meaning: 'frequency capped now' },
  { bit: 2, cause: 'heat', isNow: true, meaning: 'throttled now' },
  { bit: 3, cause: 'heat', isNow: true, meaning: 'at its soft temperature limit' },
  { bit: 16, cause: 'power', isNow: false, meaning: 'under-voltage since boot' },
  { bit: 17, cause: 'heat', isNow: false, meaning: 'frequency capped since boot' },
  { bit: 18, cause: 'heat', isNow: false, meaning: 'throttled since boot' },
  { bit: 19, cause: 'heat', isNow: false, meaning: 'at its soft temperature limit since boot' },
];

/** The bits that are set in a mask; none where there is no such firmware. */
export function throttlingIn(mask: number | undefined): ThrottlingBit[] {
  return throttlingBits.filter(({ bit }) => ((mask ?? 0) >> bit) & 1);
}
