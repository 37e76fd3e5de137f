import type { Sample } from './sample.ts';

/** Samples that need no host; test/docs/samples.test.ts takes them again and compares. */
export const withoutHosts: readonly Sample[] = [
  { as: 'hosts', command: 'bramble hosts "red,red[01-02]"' },
  { as: 'hosts-wrong', command: 'bramble hosts "red[3-1]"', exits: 2 },
  { as: 'json-error', command: 'bramble status --cluster blue --json', exits: 2 },
];
