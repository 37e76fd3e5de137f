import { expect, it } from 'vitest';
import { rename } from '../../scripts/samples/rename.ts';

it('keeps the columns of a table below their headings', () => {
  const output = [
    '· red: virtual',
    'BEGUN  WHO     RESULT',
    '01:14  me@pi   done',
    '01:15  you@pi  failed',
    'error: red: locked by me@pi',
    '',
  ].join('\n');
  expect(rename(output, 'me@pi', 'ana@desk').split('\n')).toEqual([
    '· red: virtual',
    'BEGUN  WHO       RESULT',
    '01:14  ana@desk  done',
    '01:15  you@pi    failed',
    'error: red: locked by ana@desk',
    '',
  ]);
});

it('leaves what has no such name as it is', () => {
  const output = 'HOST   ROLES   NOTE\nred    master  a  b\nred01  worker\n\nHOST\n';
  expect(rename(output, 'me@pi', 'ana@desk')).toBe(output);
});
