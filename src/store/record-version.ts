/** Counts up when the form of the record changes, so that an older bramble says so instead of guessing. */
export const recordVersion = 1;
